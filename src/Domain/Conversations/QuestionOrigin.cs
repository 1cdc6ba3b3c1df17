using System.Text.Json;

namespace ChatPlatform.Domain.Conversations;

/// <summary>What a channel says of a question beside its text; kept with it for the log.</summary>
/// <param name="ChannelType">Of the place: <c>channel</c>, <c>group</c>, <c>im</c>, <c>mpim</c>; ≤ 40 characters.</param>
/// <param name="SlackUserId">Who asked, as Slack knows them; ≤ 40 characters.</param>
/// <param name="ThreadTs">The thread that it belongs to, ≤ 40 characters.</param>
public sealed record QuestionOrigin(string? ChannelType = null, string? SlackUserId = null, string? ThreadTs = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>As <see cref="ToJson"/> wrote it; null for null.</summary>
    public static QuestionOrigin? Of(string? json) => json is null ? null : JsonSerializer.Deserialize<QuestionOrigin>(json, Json);
}
