namespace ChatPlatform.Api.Channels;

/// <summary>What Slack's calls look like in the API document.</summary>
internal static class SlackExamples
{
    public static readonly SlackBody Mention = new(
        "event_callback",
        TeamId: "T012ABCDE",
        AppId: "A012ABCDE",
        Event: new SlackEvent("app_mention", Channel: "C012ABCDE", User: "U012ABCDE", Text: "<@U0BOT> 내일 회의 준비 도와줘", Ts: "1767225600.000100"),
        Authorizations: [new SlackAuthorization("U0BOT", true, "T012ABCDE")]);

    public static readonly SlackAcknowledgement Taken = new("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");

    public static readonly SlackCommandForm Command = new("T012ABCDE", "A012ABCDE", "C012ABCDE", "U012ABCDE", "stats");

    public static readonly SlackCommandAnswer Stats = new("*robi* · 레벨 3 (경험치 310 / 520)");
}
