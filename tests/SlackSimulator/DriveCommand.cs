namespace ChatPlatform.SlackSimulator;

/// <summary>The run that proves that nothing is lost and nothing comes twice.</summary>
internal static class DriveCommand
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var options = new DriveOptions
        {
            Messages = arguments.Whole("messages", 1000),
            Channels = Math.Max(arguments.Whole("channels", 5), 1),
            People = Math.Max(arguments.Whole("people", 40), 1),
            Seed = arguments.Whole("seed", 1),
            DirectPercent = arguments.Whole("direct-percent", 30),
            NoisePercent = arguments.Whole("noise-percent", 25),
            HurryPercent = arguments.Whole("hurry-percent", 20),
            Models = Mixture.Parse(arguments.Text("models", DriveOptions.DefaultModels), ThreadPlan.Models),
            TimeScale = arguments.Number("time-scale", 1),
            Patience = arguments.Seconds("patience", 120),
            Watch = arguments.Seconds("watch", 5),
        };
        var api = new WebApiOptions
        {
            Rate = arguments.Number("rate", 1),
            Burst = arguments.Whole("burst", 3),
            Page = arguments.Whole("page", 4), // so that a look into a thread takes several
            PostTroubles = WebApiOptions.Troubles(arguments.Text("troubles", WebApiOptions.DefaultTroubles)),
            ReadTroubles = WebApiOptions.Troubles(arguments.Text("read-troubles", WebApiOptions.DefaultReadTroubles)),
            Seed = options.Seed,
        };
        var (name, file) = (arguments.Text("name", "drive"), arguments.Optional("out"));
        await using var slack = await SlackSetup.StartAsync(arguments, api);
        var drive = new Drive(slack, options);
        var run = drive.RunAsync(cancellationToken);
        await WatchAsync(drive, slack, options, run);
        var report = DriveReport.Of(name, options.Seed, slack, await run);
        await Console.Out.WriteLineAsync(report.ToJson());
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, report.ToJson() + "\n", cancellationToken);
        }

        return report.Good ? 0 : 1;
    }

    /// <summary>To the error stream: what is printed on the other is the report.</summary>
    private static async Task WatchAsync(Drive drive, SimulatedSlack slack, DriveOptions options, Task run)
    {
        while (await Task.WhenAny(run, Task.Delay(BetweenReports)) != run)
        {
            var asked = slack.Ledger.Questions;
            await Console.Error.WriteLineAsync(
                $"{slack.Clock.GetLocalNow():HH:mm:ss}  {drive.Finished} of {options.People} people have finished, {asked.Count} messages, "
                + $"{asked.Count(q => q.IsAnswered)} answered, {slack.Ledger.Violations.Count} violations; {drive.Phase}");
        }
    }
}
