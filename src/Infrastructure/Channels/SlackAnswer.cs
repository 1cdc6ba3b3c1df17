using System.Text.Json;
using System.Text.Json.Serialization;
using ChatPlatform.Application.Channels;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>A response of Slack's Web API; the rest of it is not read.</summary>
internal sealed record SlackAnswer(
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("error")] string? Error = null,
    [property: JsonPropertyName("ts")] string? Ts = null,
    [property: JsonPropertyName("messages")] IReadOnlyList<SlackAnswer.Message>? Messages = null,
    [property: JsonPropertyName("response_metadata")] SlackAnswer.Paging? ResponseMetadata = null)
{
    public string? NextCursor => ResponseMetadata?.NextCursor;

    /// <summary>Null when it is no answer of Slack's.</summary>
    public static SlackAnswer? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<SlackAnswer>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsRateLimit(string error) => error is "ratelimited" or "rate_limited";

    /// <summary>Whether the same call may succeed later.</summary>
    public static bool MayPass(string error) => IsRateLimit(error) || IsSlacksOwnTrouble(error) || NeedsOperator(error);

    /// <summary>What somebody can put right: the app, its token, its scopes, its place in the channel, or the workspace's limits.</summary>
    public static bool NeedsOperator(string error) => error is "not_authed" or "invalid_auth" or "account_inactive" or "token_expired" or "token_revoked"
        or "not_allowed_token_type" or "missing_scope" or "no_permission" or "access_denied" or "ekm_access_denied" or "team_access_not_granted"
        or "not_in_channel" or "restricted_action" or "message_limit_exceeded" or "accesslimited";

    /// <summary>Errors after which Slack may have posted all the same.</summary>
    public static bool IsSlacksOwnTrouble(string error) =>
        error is "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "team_added_to_org";

    /// <summary>Of the messages that carry our metadata.</summary>
    public IEnumerable<SlackMark> Marks(string eventType)
    {
        foreach (var metadata in (Messages ?? []).Select(m => m.Metadata))
        {
            if (metadata?.EventType == eventType && metadata.EventPayload is { ValueKind: JsonValueKind.Object } payload
                && payload.TryGetProperty("delivery", out var delivery) && delivery.ValueKind == JsonValueKind.String && delivery.TryGetGuid(out var id)
                && payload.TryGetProperty("part", out var part) && part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var number))
            {
                yield return new SlackMark(id, number);
            }
        }
    }

    internal sealed record Message([property: JsonPropertyName("metadata")] Mark? Metadata = null);

    internal sealed record Mark(
        [property: JsonPropertyName("event_type")] string? EventType = null,
        [property: JsonPropertyName("event_payload")] JsonElement EventPayload = default);

    internal sealed record Paging([property: JsonPropertyName("next_cursor")] string? NextCursor = null);
}
