using System.Text.Json;
using System.Text.Json.Serialization;
using ChatPlatform.Application.Channels;

namespace ChatPlatform.Api.Channels;

/// <summary>A request of Slack's Events API; everything else in it is accepted and not read.</summary>
/// <param name="Type"><c>url_verification</c>, <c>event_callback</c>, <c>app_rate_limited</c>.</param>
/// <param name="Challenge">To be sent back.</param>
/// <param name="TeamId">The workspace; in a channel that several share, the one that made it.</param>
/// <param name="AppId">The app.</param>
/// <param name="Event">What happened.</param>
/// <param name="Authorizations">For whom the app hears it.</param>
internal sealed record SlackBody(
    [property: JsonPropertyName("type")] string? Type = null,
    [property: JsonPropertyName("challenge")] string? Challenge = null,
    [property: JsonPropertyName("team_id")] string? TeamId = null,
    [property: JsonPropertyName("api_app_id")] string? AppId = null,
    [property: JsonPropertyName("event")] SlackEvent? Event = null,
    [property: JsonPropertyName("authorizations")] IReadOnlyList<SlackAuthorization>? Authorizations = null)
{
    /// <summary>Slack itself, which reminds people of this and that.</summary>
    private const string Slackbot = "USLACKBOT";

    /// <summary>The workspace in which the app is installed: it has the token, and its people type the commands.</summary>
    [JsonIgnore]
    public string? Team => Authorizations is [{ TeamId: { Length: > 0 } team }, ..] ? team : TeamId;

    /// <summary>The app's own user; null when Slack does not say.</summary>
    private string? BotUser => Authorizations?.FirstOrDefault(a => a.IsBot)?.UserId;

    /// <summary>Null when it is no such request. Fields of another kind than expected count as missing: events differ in what they hold.</summary>
    public static SlackBody? Read(byte[] body)
    {
        try
        {
            var json = JsonElement.Parse(body);
            return json.TextOf("type") is { } type
                ? new SlackBody(
                    type, json.TextOf("challenge"), json.TextOf("team_id"), json.TextOf("api_app_id"),
                    json.PartOf("event", JsonValueKind.Object) is { } happened ? SlackEvent.Read(happened) : null,
                    json.PartOf("authorizations", JsonValueKind.Array)?.EnumerateArray().Select(SlackAuthorization.Read).ToList())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The message, if this is one that a person wrote and has not edited; who it is for is not decided here.</summary>
    public ReceiveSlackMessage? MessageFor(SlackWorkspace workspace)
    {
        if (Type != "event_callback" || Event is not { Type: "message" or "app_mention", BotId: null, Edited: null } said
            || said.Subtype is not (null or "" or "file_share" or "thread_broadcast")
            || !SlackId.IsOne(Team) || !SlackId.IsOne(AppId) || !SlackId.IsOne(said.Channel) || !SlackId.IsOne(said.User) || !SlackId.IsTs(said.Ts)
            || said.ThreadTs is not null && !SlackId.IsTs(said.ThreadTs) || said.ChannelType is { Length: > SlackId.MaxLength }
            || said.User == BotUser || said.User == Slackbot)
        {
            return null;
        }

        var text = said.Text ?? "";
        var isMention = said.Type == "app_mention" || (BotUser is { Length: > 0 } bot
            && (text.Contains($"<@{bot}>", StringComparison.Ordinal) || text.Contains($"<@{bot}|", StringComparison.Ordinal)));
        return new ReceiveSlackMessage(
            workspace, Team!, AppId!, said.Channel!, said.ChannelType ?? TypeOf(said.Channel!), said.User!, text, said.Ts!, said.ThreadTs, BotUser, isMention);
    }

    /// <summary>An app_mention does not say; the first letter of a channel's id does.</summary>
    private static string TypeOf(string channel) => channel[0] switch
    {
        'D' => "im",
        'G' => "group",
        _ => "channel",
    };
}

/// <param name="Type"><c>message</c>, <c>app_mention</c>, and others that are not for us.</param>
/// <param name="Subtype">Edits, joins and the like.</param>
/// <param name="Channel">Where.</param>
/// <param name="ChannelType"><c>channel</c>, <c>group</c>, <c>im</c>, <c>mpim</c>; an app_mention has none.</param>
/// <param name="User">Who wrote it.</param>
/// <param name="BotId">Present when a bot wrote it.</param>
/// <param name="Text">As Slack writes it.</param>
/// <param name="Ts">Its id within the channel.</param>
/// <param name="ThreadTs">The thread that it is in.</param>
/// <param name="Edited">Present when this tells of an edit: a mention comes again then, with the <c>ts</c> it had.</param>
internal sealed record SlackEvent(
    [property: JsonPropertyName("type")] string? Type = null,
    [property: JsonPropertyName("subtype")] string? Subtype = null,
    [property: JsonPropertyName("channel")] string? Channel = null,
    [property: JsonPropertyName("channel_type")] string? ChannelType = null,
    [property: JsonPropertyName("user")] string? User = null,
    [property: JsonPropertyName("bot_id")] string? BotId = null,
    [property: JsonPropertyName("text")] string? Text = null,
    [property: JsonPropertyName("ts")] string? Ts = null,
    [property: JsonPropertyName("thread_ts")] string? ThreadTs = null,
    [property: JsonPropertyName("edited")] SlackEdit? Edited = null)
{
    internal static SlackEvent Read(JsonElement json) => new(
        json.TextOf("type"), json.TextOf("subtype"), json.TextOf("channel"), json.TextOf("channel_type"), json.TextOf("user"),
        json.TextOf("bot_id"), json.TextOf("text"), json.TextOf("ts"), json.TextOf("thread_ts"),
        json.PartOf("edited") is { } edit ? new SlackEdit(edit.TextOf("user"), edit.TextOf("ts")) : null);
}

/// <param name="User">Who edited it.</param>
/// <param name="Ts">When.</param>
internal sealed record SlackEdit(
    [property: JsonPropertyName("user")] string? User = null,
    [property: JsonPropertyName("ts")] string? Ts = null);

/// <param name="UserId">The app's user there, when <paramref name="IsBot"/>.</param>
/// <param name="IsBot">True for the app's own.</param>
/// <param name="TeamId">The workspace that installed it; null when a whole organisation did.</param>
internal sealed record SlackAuthorization(
    [property: JsonPropertyName("user_id")] string? UserId = null,
    [property: JsonPropertyName("is_bot")] bool IsBot = false,
    [property: JsonPropertyName("team_id")] string? TeamId = null)
{
    internal static SlackAuthorization Read(JsonElement json) => new(
        json.TextOf("user_id"), json.PartOf("is_bot", JsonValueKind.True) is not null, json.TextOf("team_id"));
}
