using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
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
    ChannelSaving saving,
    KakaoInTime inTime,
    NameRepeats repeats,
    IKakaoCallbacks callbacks,
    ITaskPace pace,
    KakaoOptions options,
    IEventLog events,
    TimeProvider clock,
    ILogger<ReceiveUtteranceHandler> log) : IRequestHandler<ReceiveUtterance, Result<SkillAnswer>>
{
    /// <summary>Of the time to wait, what finding and writing the answer takes.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(200);

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
            var slow = new SkillAnswer(KakaoReply.Answer(KakaoTexts.Slow, KakaoQuickReply.Say(command.Text)));
            return await inTime.RespondAsync(began, slow, responder => responder.ShowAsync(command, cancellationToken));
        }

        if (pace.IsFull)
        {
            return new SkillAnswer(KakaoReply.Answer(KakaoTexts.Busy));
        }

        var callbackUrl = Checked(command.CallbackUrl);
        var budget = callbackUrl is null ? options.QuickWithoutCallback : options.QuickWithCallback;
        var quick = pace.Expected > budget ? TimeSpan.Zero : budget; // waiting for what will not come helps nobody
        var saved = await saving.SaveAsync(
            ChannelSaving.KakaosPatience,
            (services, token) => services.GetRequiredService<KakaoIntake>().TakeAsync(command, callbackUrl, cameAt, token));
        if (!saved.IsSuccess)
        {
            return saved.Error;
        }

        Told(saved.Value, command.Text, callbackUrl);
        var otherwise = new SkillAnswer(
            KakaoClosing.Otherwise(saved.Value, callbackUrl is not null),
            Announced: callbackUrl is null ? null : saved.Value switch { Taken.Asked asked => asked.Task, Taken.Repeated repeated => repeated.Task, _ => null });
        var left = quick - clock.GetElapsedTime(began) - Reserve;
        return await inTime.RespondAsync(began, otherwise, responder => saved.Value switch
        {
            Taken.Named named => responder.ShowBeforeAsync(named.Person, KakaoClosing.Of(named.Reply), cancellationToken),
            Taken.TooMany many => responder.ShowBeforeAsync(many.Person, KakaoClosing.TooMany, cancellationToken),
            Taken.Repeated repeated => responder.RepeatAsync(repeated, callbackUrl is not null, left, cancellationToken),
            Taken.Asked asked => responder.AnswerAsync(asked, callbackUrl is not null, left, cancellationToken),
            var unknown => throw new InvalidOperationException($"No response for {unknown}."),
        });
    }

    /// <summary>What has to be known elsewhere, now that it is committed.</summary>
    private void Told(Taken taken, string text, string? callbackUrl)
    {
        if (taken is Taken.Named named)
        {
            repeats.Add(named.Person, KakaoIntake.KeyOf(callbackUrl) ?? text, named.Reply);
        }

        if (taken switch { Taken.Named n => n.Reply.Event, Taken.Asked a => a.Renamed, Taken.TooMany m => m.Renamed, _ => null } is { } renamed)
        {
            events.Record(renamed);
        }
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
