using System.Text;
using System.Text.Json.Serialization;
using ChatPlatform.Domain.Channels;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatPlatform.Api.Channels;

/// <summary>A slash command as Slack sends it, form-encoded; everything else in it is accepted and not read.</summary>
/// <param name="TeamId">The workspace.</param>
/// <param name="AppId">The app.</param>
/// <param name="ChannelId">Where it was typed.</param>
/// <param name="UserId">Who typed it.</param>
/// <param name="Text">What follows the command, as it was typed.</param>
/// <param name="ResponseUrl">Where more can be said to that person for half an hour.</param>
internal sealed record SlackCommandForm(
    [property: JsonPropertyName("team_id")] string TeamId,
    [property: JsonPropertyName("api_app_id")] string AppId,
    [property: JsonPropertyName("channel_id")] string ChannelId,
    [property: JsonPropertyName("user_id")] string UserId,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("response_url")] string? ResponseUrl = null)
{
    private const int TextMaxLength = 4_000;

    [JsonIgnore]
    public bool IsTooLong => Text.Length > TextMaxLength;

    /// <summary>Null when it is no such request.</summary>
    public static SlackCommandForm? Read(byte[] body)
    {
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        var text = SlackMessageText.Unescaped(Of("text").Replace("\0", "", StringComparison.Ordinal)); // the database holds no NUL
        var form = new SlackCommandForm(Of("team_id"), Of("api_app_id"), Of("channel_id"), Of("user_id"), text, Of("response_url"));
        return SlackId.IsOne(form.TeamId) && SlackId.IsOne(form.ChannelId) && SlackId.IsOne(form.UserId) && form.AppId.Length <= SlackId.MaxLength ? form : null;

        string Of(string name) => fields.TryGetValue(name, out var values) && values is [{ } value, ..] ? value : "";
    }
}

/// <param name="Text">In Slack's mrkdwn.</param>
/// <param name="ResponseType"><c>ephemeral</c>: only the person who typed the command sees it.</param>
internal sealed record SlackCommandAnswer(
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("response_type")] string ResponseType = "ephemeral");

/// <param name="Challenge">What Slack wants to see again when the URL is set.</param>
internal sealed record SlackAcknowledgement(
    [property: JsonPropertyName("challenge")][property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Challenge = null)
{
    public static readonly SlackAcknowledgement Nothing = new();
}
