using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary>A message in a channel.</summary>
/// <param name="Channel"><c>C…</c>, or <c>D…</c> for a direct one.</param>
/// <param name="Ts">Its time and name.</param>
/// <param name="ThreadTs">The <c>ts</c> of the message that began the thread; null outside threads.</param>
/// <param name="User">Who wrote it.</param>
/// <param name="Text">As Slack keeps it: <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> escaped.</param>
public sealed record ChannelMessage(string Channel, string Ts, string? ThreadTs, string User, string Text)
{
    public string? BotId { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The thread that it belongs to or would begin.</summary>
    public string Root => ThreadTs ?? Ts;

    public bool IsDirect => Channel.StartsWith('D');

    public string ChannelType => IsDirect ? "im" : "channel";

    /// <summary>What the product says about the post, null when it says nothing.</summary>
    public PostMark? Mark => Metadata is { } metadata ? PostMark.Read(metadata) : null;

    public JsonObject ToJson(Workspace workspace, bool includeMetadata)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = User, ["ts"] = Ts, ["text"] = Text, ["team"] = workspace.TeamId };
        if (ThreadTs is not null)
        {
            json["thread_ts"] = ThreadTs;
        }

        if (BotId is not null)
        {
            json["bot_id"] = BotId;
            json["app_id"] = workspace.AppId;
        }

        if (includeMetadata && Metadata is { } metadata)
        {
            json["metadata"] = JsonNode.Parse(metadata.GetRawText());
        }

        return json;
    }
}

/// <summary>The product's mark on a post, in the metadata.</summary>
/// <param name="Delivery">The same for all posts of one answer.</param>
/// <param name="Part">0, 1 … within it.</param>
public sealed record PostMark(string Delivery, int Part)
{
    public const string EventType = "chatplatform_answer";

    internal static PostMark? Read(JsonElement metadata) =>
        metadata.Text("event_type") == EventType
        && metadata.TryGetProperty("event_payload", out var payload)
        && payload.Text("delivery") is { } delivery
        && payload.TryGetProperty("part", out var part) && part.TryGetInt32(out var number)
            ? new(delivery, number)
            : null;
}
