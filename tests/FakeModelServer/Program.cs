using System.Globalization;

namespace ChatPlatform.FakeModelServer;

/// <summary>
/// The fake as a program: <c>--port 9100 --tokens 8 --delay-ms 0 --token-delay-ms 0 --answer "…" --api-key … --midm content --flush-each true</c>.
/// </summary>
internal static class EntryPoint
{
    private static async Task Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var tokens = Number(settings, "tokens", 0);
        await using var model = await FakeModel.StartAsync(new()
        {
            Port = Number(settings, "port", 9100),
            Delay = TimeSpan.FromMilliseconds(Number(settings, "delay-ms", 0)),
            TokenDelay = TimeSpan.FromMilliseconds(Number(settings, "token-delay-ms", 0)),
            FlushEach = settings["flush-each"] is "true",
            Answer = tokens > 0 ? string.Concat(Enumerable.Repeat("token ", tokens)) : settings["answer"] ?? FakeModelOptions.DefaultAnswer,
            ApiKey = settings["api-key"],
            Midm = Enum.Parse<MidmShape>(settings["midm"] ?? nameof(MidmShape.Content), ignoreCase: true),
            Record = false,
        });
        await Console.Out.WriteLineAsync($"Fake model: OPENAI_BASE_URL={model.OpenAiUrl}  MIDM_BASE_URL={model.Url}");
        await model.WaitForShutdownAsync();
    }

    private static int Number(IConfiguration settings, string name, int otherwise) =>
        settings[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
