using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Somebody said something to the Kakao bot. Saved before anything else; answered within 4 s, whatever the model does.</summary>
/// <param name="BotId">≤ 100 characters; empty where Kakao names none.</param>
/// <param name="BotUserKey">Kakao's id of the person within the bot, 1–100 characters.</param>
/// <param name="Text">What was said.</param>
/// <param name="CallbackUrl">Where the answer may follow; null when it must be in the response.</param>
public sealed record ReceiveUtterance(string BotId, string BotUserKey, string Text, string? CallbackUrl) : ISelfCommitting<SkillAnswer>;

/// <summary>The response, and what it shows: confirm that once it has left.</summary>
/// <param name="Reply">What Kakao gets.</param>
/// <param name="Token">Of the answers in it; null when it carries none.</param>
/// <param name="Shown">What it shows of each.</param>
/// <param name="Announced">The task whose answer it says will follow by the callback URL; null when it says none will.</param>
public sealed record SkillAnswer(KakaoReply Reply, Guid? Token = null, IReadOnlyList<ShownItem>? Shown = null, Guid? Announced = null);

internal sealed partial class ReceiveUtteranceHandler(
    KakaoSaving saving,
    IKakaoCallbacks callbacks,
    ITaskPace pace,
    KakaoResponder responder,
    KakaoOptions options,
    IEventLog events,
    TimeProvider clock,
    ILogger<ReceiveUtteranceHandler> log) : IRequestHandler<ReceiveUtterance, Result<SkillAnswer>>
{
    /// <summary>Of the time to wait, what finding and writing the answer takes.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(200);

    private static readonly Error Unsaved = new(
        ErrorKind.Unavailable, "kakao.not_saved", "The message could not be saved in time; nothing was acknowledged. Send it again.");

    public async Task<Result<SkillAnswer>> Handle(ReceiveUtterance command, CancellationToken cancellationToken)
    {
        var (cameAt, began) = (clock.Now(), clock.GetTimestamp());
        command = command with { Text = command.Text.Replace("\0", "", StringComparison.Ordinal).Trim() };
        if (command.Text.Length is 0 or > IQuestions.TextMaxLength)
        {
            return new SkillAnswer(KakaoReply.Answer(command.Text.Length == 0 ? KakaoTexts.Blank : KakaoTexts.TooLong));
        }

        if (command.Text is KakaoTexts.CheckAnswer or KakaoTexts.ShowMore)
        {
            return await responder.ShowAsync(command, cancellationToken);
        }

        if (pace.IsFull)
        {
            return new SkillAnswer(KakaoReply.Answer(KakaoTexts.Busy));
        }

        var callbackUrl = Checked(command.CallbackUrl);
        var budget = callbackUrl is null ? options.QuickWithoutCallback : options.QuickWithCallback;
        var quick = pace.Expected > budget ? TimeSpan.Zero : budget; // waiting for what will not come helps nobody
        return await saving.SaveAsync(command, callbackUrl, cameAt) switch
        {
            null => Unsaved,
            Taken.Named named => Named(named),
            Taken.Repeated repeated => await responder.RepeatAsync(repeated, callbackUrl is not null, Left(), cancellationToken),
            Taken.Asked asked => await AnswerAsync(asked, callbackUrl is not null, Left(), cancellationToken),
            var unknown => throw new InvalidOperationException($"No response for {unknown}."),
        };

        TimeSpan Left() => quick - clock.GetElapsedTime(began) - Reserve;
    }

    private Task<SkillAnswer> AnswerAsync(Taken.Asked asked, bool hasCallback, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (asked.Renamed is { } renamed)
        {
            events.Record(renamed);
        }

        return responder.AnswerAsync(asked, hasCallback, patience, cancellationToken);
    }

    private SkillAnswer Named(Taken.Named named)
    {
        if (named.Reply.Event is { } changed)
        {
            events.Record(changed);
        }

        return new SkillAnswer(KakaoReply.Answer(named.Reply.Text, [.. named.Reply.QuickReplies.Select(text => KakaoQuickReply.Say(text))]));
    }

    /// <summary>A callback that we do not post to is as none: the question is answered all the same.</summary>
    private string? Checked(string? callbackUrl)
    {
        if (string.IsNullOrEmpty(callbackUrl))
        {
            return null;
        }

        if (callbacks.Check(callbackUrl) is { } error)
        {
            LogRefused(log, error.Code, Uri.TryCreate(callbackUrl, UriKind.Absolute, out var url) ? url.Host : "?");
            return null;
        }

        return callbackUrl;
    }

    [LoggerMessage(LogLevel.Warning, "A callback URL was refused ({Code}); its host is {Host}. Answers go without it")]
    private static partial void LogRefused(ILogger logger, string code, string host);
}
