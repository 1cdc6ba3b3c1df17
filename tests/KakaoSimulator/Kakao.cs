namespace ChatPlatform.KakaoSimulator;

/// <summary>A bot, its callback URLs and its ledger, put together from the command line.</summary>
internal sealed class Kakao : IAsyncDisposable
{
    private Kakao(Bot bot) => Bot = bot;

    public Bot Bot { get; }

    public static async Task<Kakao> StartAsync(Arguments arguments)
    {
        var options = new BotOptions(arguments.Urls(), arguments.Secret("secret", "KAKAO_SKILL_SECRET"))
        {
            Path = arguments.Text("path", "/skill")!,
        };
        var callbacks = new CallbackHostOptions
        {
            ValidFor = TimeSpan.FromSeconds(arguments.Number("valid", 60)),
            Settle = TimeSpan.FromSeconds(arguments.Number("settle", 0)),
        };
        arguments.RefuseOthers();
        var clock = TimeProvider.System;
        return new(new(options, await CallbackHost.StartAsync(callbacks, clock), new(clock), clock));
    }

    public async ValueTask DisposeAsync()
    {
        Bot.Dispose();
        await Bot.Host.DisposeAsync();
    }
}
