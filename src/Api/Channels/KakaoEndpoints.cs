using System.Diagnostics;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Channels;

/// <summary>What the Kakao bot's skills call.</summary>
internal static partial class KakaoEndpoints
{
    /// <summary>Kakao waits 5 s; what comes close to that may have come too late.</summary>
    private static readonly TimeSpan KakaosPatience = TimeSpan.FromSeconds(4.7);

    /// <summary>The database may be away for a moment; the connection waits meanwhile.</summary>
    private const int ConfirmAttempts = 3;

    private static readonly TimeSpan ConfirmPause = TimeSpan.FromMilliseconds(500);

    public static void MapKakao(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("KakaoTalk").RequireSkillSecret();
        group.MapPost("/skill", Skill).WithName("KakaoSkill")
            .WithSummary("Takes what a person said in KakaoTalk; answers at once, or says that the answer follows by the callback URL")
            .WithExample(KakaoExamples.Request, KakaoExamples.Later)
            .ProducesProblem(400);
        group.MapPost("/welcome", Welcome).WithName("KakaoWelcome").WithSummary("Greets a person, by name when it is known")
            .WithExample(KakaoExamples.Request, KakaoExamples.Answer).ProducesProblem(400);
        group.MapPost("/test-skill", TestSkill).WithName("KakaoTestSkill")
            .WithSummary("Says what was understood of a skill request, as a skill response; stores nothing")
            .WithExample(KakaoExamples.Request, KakaoExamples.Answer).ProducesProblem(400);
        group.MapPost("/test-callback", TestCallback).WithName("KakaoTestCallback")
            .WithSummary("Shows what a callback for this utterance would carry; stores nothing, posts nothing")
            .WithExample(KakaoExamples.Request, KakaoExamples.Answer).ProducesProblem(400).ProducesProblem(502).ProducesProblem(504);
    }

    private static async Task<Results<Ok<KakaoReply>, ProblemHttpResult>> Skill(
        SkillBody body, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        if (body.Errors(needsUtterance: true) is { Count: > 0 } errors)
        {
            return Invalid(errors);
        }

        var began = Stopwatch.GetTimestamp();

        // not the caller's token: what was said is answered although Kakao hung up
        var answered = await mediator.Send(body.ToCommand(), CancellationToken.None);
        if (!answered.IsSuccess)
        {
            return answered.Error.ToProblem();
        }

        var answer = answered.Value;
        if (answer is { Token: not null } or { Announced: not null })
        {
            http.Response.OnCompleted(() => ConfirmAsync(http, began, answer));
        }

        return TypedResults.Ok(answer.Reply);
    }

    /// <summary>Only a response that has left whole, and in time, counts as delivered; otherwise nobody can say.</summary>
    private static async Task ConfirmAsync(HttpContext http, long began, SkillAnswer answer)
    {
        if (http.RequestAborted.IsCancellationRequested || Stopwatch.GetElapsedTime(began) >= KakaosPatience)
        {
            return;
        }

        var answers = http.RequestServices.GetRequiredService<IShownAnswers>();
        for (var left = ConfirmAttempts; ; left--)
        {
            try
            {
                await (answer is { Token: { } token, Shown: { } shown }
                    ? answers.ConfirmAsync(token, shown, CancellationToken.None)
                    : answers.ReleaseAsync(answer.Announced!.Value, CancellationToken.None));
                return;
            }
            catch (Exception e) when (left > 1)
            {
                LogUnconfirmed(http.RequestServices.GetRequiredService<ILogger<SkillAnswer>>(), e);
                await Task.Delay(ConfirmPause, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "That a response has left could not be written; trying again")]
    private static partial void LogUnconfirmed(ILogger logger, Exception exception);

    private static async Task<Results<Ok<KakaoReply>, ProblemHttpResult>> Welcome(SkillBody body, IMediator mediator, CancellationToken ct)
    {
        if (body.Errors(needsUtterance: false) is { Count: > 0 } errors)
        {
            return Invalid(errors);
        }

        return (await mediator.Send(new GreetPerson(body.BotId, body.PersonId!), ct))
            .Match<Results<Ok<KakaoReply>, ProblemHttpResult>>(reply => TypedResults.Ok(reply), error => error.ToProblem());
    }

    private static Results<Ok<KakaoReply>, ProblemHttpResult> TestSkill(SkillBody body, IKakaoCallbacks callbacks)
    {
        if (body.Errors(needsUtterance: true) is { Count: > 0 } errors)
        {
            return Invalid(errors);
        }

        var callback = body.Target is not { } url ? "없음 (답변은 응답에 바로 담깁니다)"
            : callbacks.Check(url) is { } error ? $"거절됨: {error.Message}"
            : "사용 가능";
        return TypedResults.Ok(KakaoReply.Answer($"스킬 서버가 요청을 받았어요.\n발화: {body.UserRequest!.Utterance}\n사용자: {body.PersonId}\n콜백: {callback}"));
    }

    private static async Task<Results<Ok<KakaoReply>, ProblemHttpResult>> TestCallback(
        SkillBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new PreviewCallback(body.UserRequest?.Utterance ?? ""), ct))
            .Match<Results<Ok<KakaoReply>, ProblemHttpResult>>(reply => TypedResults.Ok(reply), error => error.ToProblem());

    private static ProblemHttpResult Invalid(Dictionary<string, string[]> errors) => new Error(
        ErrorKind.Validation, "request.invalid", "This is not a skill request of Kakao's; see errors for each field.", errors).ToProblem();
}
