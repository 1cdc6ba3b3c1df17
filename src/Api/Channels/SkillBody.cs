using System.Text.Json.Serialization;
using ChatPlatform.Application.Channels;

namespace ChatPlatform.Api.Channels;

/// <summary>A skill request as Kakao sends it; everything else in it is accepted and not read.</summary>
/// <param name="UserRequest">What was said, and by whom.</param>
/// <param name="Bot">The bot it was said to.</param>
/// <param name="CallbackUrl">For tests: where Kakao itself puts it is in <paramref name="UserRequest"/>.</param>
internal sealed record SkillBody(
    [property: JsonPropertyName("userRequest")] SkillRequest? UserRequest = null,
    [property: JsonPropertyName("bot")] SkillBot? Bot = null,
    [property: JsonPropertyName("callbackUrl")] string? CallbackUrl = null)
{
    private const int IdMaxLength = 100;

    public string BotId => Bot?.Id ?? "";

    public string? PersonId => UserRequest?.User?.Id;

    public string? Target => UserRequest?.CallbackUrl is { Length: > 0 } url ? url : CallbackUrl;

    /// <summary>Field to messages; empty when it can be worked with.</summary>
    public Dictionary<string, string[]> Errors(bool needsUtterance)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(PersonId) || PersonId.Length > IdMaxLength)
        {
            errors["userRequest.user.id"] = [$"1 to {IdMaxLength} characters."];
        }

        if (needsUtterance && UserRequest?.Utterance is null)
        {
            errors["userRequest.utterance"] = ["Must be given."];
        }

        if (BotId.Length > IdMaxLength)
        {
            errors["bot.id"] = [$"At most {IdMaxLength} characters."];
        }

        return errors;
    }

    public ReceiveUtterance ToCommand() => new(BotId, PersonId!, UserRequest!.Utterance!, Target);
}

/// <param name="Utterance">What was said.</param>
/// <param name="User">The person.</param>
/// <param name="CallbackUrl">Where the answer may follow, once and within a minute.</param>
internal sealed record SkillRequest(
    [property: JsonPropertyName("utterance")] string? Utterance = null,
    [property: JsonPropertyName("user")] SkillUser? User = null,
    [property: JsonPropertyName("callbackUrl")] string? CallbackUrl = null);

/// <param name="Id">Kakao's id of the person within this bot, ≤ 100 characters.</param>
internal sealed record SkillUser([property: JsonPropertyName("id")] string? Id = null);

/// <param name="Id">Kakao's id of the bot, ≤ 100 characters.</param>
internal sealed record SkillBot([property: JsonPropertyName("id")] string? Id = null);
