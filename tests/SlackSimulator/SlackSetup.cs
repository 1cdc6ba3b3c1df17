namespace ChatPlatform.SlackSimulator;

/// <summary>The simulated Slack, put together from the command line.</summary>
internal static class SlackSetup
{
    private const int UsualPort = 9200;

    public static async Task<SimulatedSlack> StartAsync(Arguments arguments, WebApiOptions options)
    {
        var defaults = new Workspace();
        var workspace = defaults with
        {
            SigningSecret = arguments.Secret("signing-secret", "SLACK_SIGNING_SECRET", defaults.SigningSecret),
            BotToken = arguments.Secret("token", "SLACK_BOT_TOKEN", defaults.BotToken),
            TeamId = arguments.Text("team", defaults.TeamId),
            ChannelsMadeBy = arguments.Optional("made-by"),
            AppId = arguments.Text("app", defaults.AppId),
            BotUserId = arguments.Text("bot", defaults.BotUserId),
        };
        var delivery = new DeliveryOptions(arguments.Targets())
        {
            TimeScale = arguments.Number("retry-scale", arguments.Number("time-scale", 1)),
            LostAckPercent = arguments.Whole("lost-ack-percent", 5),
            Seed = options.Seed,
        };
        var port = arguments.Whole("listen", UsualPort);
        arguments.RefuseOthers();
        var api = await WebApi.StartAsync(options with { Port = port }, workspace);
        await Console.Error.WriteLineAsync($"Slack's Web API: SLACK_API_URL={api.ApiUrl}");
        return SimulatedSlack.Around(api, delivery);
    }
}
