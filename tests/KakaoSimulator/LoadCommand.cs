namespace ChatPlatform.KakaoSimulator;

/// <summary>Response times of the skill under a fixed rate.</summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var seconds = TimeSpan.FromSeconds(arguments.Number("seconds", 30));
        var rate = arguments.Number("rate", 100);
        var people = arguments.Whole("people", 500);
        var text = arguments.Text("text", "안녕하세요")!;
        var callback = arguments.Callback(CallbackMode.Ok);
        var (file, name) = (arguments.Text("out", null), arguments.Text("name", "load")!);
        if (rate <= 0 || people == 0)
        {
            throw new FormatException("--rate and --people want more than 0.");
        }

        await using var kakao = await Kakao.StartAsync(arguments);
        var report = await new Load(kakao.Bot, rate, people, text, callback).RunAsync(seconds, cancellationToken);
        await Console.Out.WriteLineAsync(report.ToString());
        if (file is not null)
        {
            await File.AppendAllLinesAsync(file, [report.ToJson(name)], CancellationToken.None);
        }

        if (kakao.Bot.Replies.FirstOrDefault(r => r.Kind == ReplyKind.Refused) is { } refused)
        {
            await Console.Out.WriteLineAsync($"refused     {refused.Problem}");
        }

        return report.Violations.Count == 0 ? 0 : 1;
    }
}
