namespace ChatPlatform.KakaoSimulator;

/// <summary>The run that proves that nothing is lost and nothing comes twice.</summary>
internal static class DriveCommand
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var options = new DriveOptions
        {
            Conversations = arguments.Whole("conversations", 500),
            Parallel = arguments.Whole("parallel", 64),
            MostQuestions = arguments.Whole("questions", 3),
            Seed = arguments.Whole("seed", 1),
            CallbackPercent = arguments.Whole("callback-percent", 70),
            Models = Mixture.Parse(arguments.Text("models", DriveOptions.DefaultModels)!, ConversationPlan.Models),
            Callbacks = Mixture.Parse(arguments.Text("callbacks", DriveOptions.DefaultCallbacks)!, CallbackModes.Names),
            TimeScale = arguments.Number("time-scale", 1),
            SettleLimit = TimeSpan.FromSeconds(arguments.Number("settle-limit", 180)),
        };
        var key = arguments.Secret("key", "CHATPLATFORM_ADMIN_KEY")
            ?? throw new FormatException("drive reads the platform's tasks: give an admin key by --key or CHATPLATFORM_ADMIN_KEY.");
        await using var kakao = await Kakao.StartAsync(arguments);
        using var states = new PlatformStates(arguments.Urls(), key, TimeProvider.System);
        var drive = new Drive(kakao.Bot, states, options);
        var run = drive.RunAsync(cancellationToken);
        await WatchAsync(drive, kakao.Bot, options, run);
        var report = await run;
        await Console.Out.WriteLineAsync($"""

            seed {options.Seed}, run {kakao.Bot.Ledger.Run}
            {report}
            responses to Kakao   {Spread.Of(kakao.Bot.Replies.Select(r => r.Elapsed.TotalMilliseconds))}
            """);
        return report.IsGood ? 0 : 1;
    }

    private static async Task WatchAsync(Drive drive, Bot bot, DriveOptions options, Task run)
    {
        while (await Task.WhenAny(run, Task.Delay(BetweenReports)) != run)
        {
            await Console.Out.WriteLineAsync(
                $"{bot.Clock.GetLocalNow():HH:mm:ss}  {drive.Finished} of {options.Conversations} conversations, "
                + $"{bot.Ledger.Questions.Count} questions, {bot.Ledger.Violations.Count} violations; {drive.Phase}");
        }
    }
}
