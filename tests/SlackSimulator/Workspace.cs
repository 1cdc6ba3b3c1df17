namespace ChatPlatform.SlackSimulator;

/// <summary>Who is who, and the secrets. The defaults fit a development setup.</summary>
public sealed record Workspace
{
    /// <summary>The product's <c>SLACK_SIGNING_SECRET</c>; the default is the one of Slack's own documentation.</summary>
    public string SigningSecret { get; init; } = "8f742231b10e8888abcd99yyyzzz85a5";

    /// <summary>The product's <c>SLACK_BOT_TOKEN</c>.</summary>
    public string BotToken { get; init; } = "xoxb-simulator";

    public string TeamId { get; init; } = "T0SIM";

    /// <summary>The workspace that made the channels, where they are shared (Slack Connect); null where they are its own.</summary>
    public string? ChannelsMadeBy { get; init; }

    public string AppId { get; init; } = "A0SIM";

    /// <summary>Whom people mention.</summary>
    public string BotUserId { get; init; } = "U0BOT";

    public string BotId { get; init; } = "B0BOT";

    public string Mention => $"<@{BotUserId}>";
}
