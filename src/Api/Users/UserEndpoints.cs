using ChatPlatform.Api.Common;
using ChatPlatform.Application.Users;
using ChatPlatform.Application.Users.Contracts;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Users;

internal static class UserEndpoints
{
    private const string UserId = "user_id";

    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);
    private static readonly UserDetails Example = new("kakao-8f3a9c01d2e4b567", "민수", ["kakao"], At, At.AddDays(3));
    private static readonly UserSummaryDetails Remembered = new(
        Example.UserId, "민수님은 서울에 사는 대학생이에요. 커피를 좋아하고, 영어 회화를 연습하고 있어요.", "gpt-4o", false, At.AddDays(3));

    private static readonly ErasureReceipt Erased = new(
        Example.UserId,
        new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            ["audit_events"] = 0,
            ["conversations"] = 2,
            ["deliveries"] = 31,
            ["events"] = 3,
            ["usage"] = 2,
            ["idempotency_keys"] = 0,
            ["identities"] = 1,
            ["logs"] = 31,
            ["messages"] = 62,
            ["names"] = 1,
            ["people"] = 1,
            ["prompt_logs"] = 31,
            ["running_answers"] = 0,
            ["shared_conversations"] = 0,
            ["summaries"] = 1,
            ["tasks"] = 32,
        },
        At.AddDays(4));

    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        app.MapPost("/test-name-extraction", Extract).WithTags("KakaoTalk").RequireAuthorization(Policies.SkillSecret).WithName(nameof(ExtractName))
            .WithSummary("Shows what name would be heard in an utterance; changes nothing")
            .WithExample(new ExtractName("저는 철수라고 해요"), new ExtractedName("철수", true, true)).ProducesProblem(400);

        var group = app.MapGroup("/api/users/{user_id}").WithTags("Users").RequireAuthorization(Policies.Chat).ProducesProblem(404);
        group.MapGet("", Get).WithName(nameof(GetUser)).WithSummary("Reads a person")
            .WithDescription("Your own client's. An admin key reaches the people of every client, its own first: those of the channels too.")
            .WithExample(response: Example);
        group.MapDelete("", Erase).WithName(nameof(EraseUser)).WithSummary("Erases a person")
            .WithDescription("Everything held on them, whatever runs for them included; the receipt counts it. 404 when nothing is held. It cannot be undone.")
            .WithExample(response: Erased).ProducesProblem(422);
        group.MapPut("/name", SetName).WithName(nameof(SetUserName)).WithSummary("Sets what a person is called")
            .WithDescription("A name has 1–20 Hangul syllables, Latin letters, digits, '·', '-' or '_'. A user_id that is new to your client becomes known by this.")
            .WithExample(new NameBody("민수"), Example).ProducesProblem(400);
        group.MapGet("/summary", GetSummary).WithName(nameof(GetUserSummary)).WithSummary("Reads what is remembered of a person")
            .WithExample(response: Remembered);
        group.MapPut("/summary", EditSummary).WithName(nameof(EditUserSummary)).WithSummary("Writes or corrects what is remembered of a person")
            .WithDescription("At most 2,000 characters. Later summaries add to it and keep what it says.")
            .WithExample(new SummaryBody(Remembered.Summary!), Remembered with { Model = null, EditedByPerson = true })
            .ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/summary", EraseSummary).WithName(nameof(EraseUserSummary)).WithSummary("Erases what is remembered of a person")
            .WithDescription("What was said until now is not summarised again.").ProducesProblem(409);
    }

    private static async Task<Results<Ok<ExtractedName>, ProblemHttpResult>> Extract(ExtractName body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).Match<Results<Ok<ExtractedName>, ProblemHttpResult>>(name => TypedResults.Ok(name), error => error.ToProblem());

    private static async Task<Results<Ok<UserDetails>, ProblemHttpResult>> Get(
        [FromRoute(Name = UserId)] string user, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetUser(user), ct))
            .Match<Results<Ok<UserDetails>, ProblemHttpResult>>(found => TypedResults.Ok(found), error => error.ToProblem());

    private static async Task<Results<Ok<ErasureReceipt>, ProblemHttpResult>> Erase(
        [FromRoute(Name = UserId)] string user, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new EraseUser(user), ct))
            .Match<Results<Ok<ErasureReceipt>, ProblemHttpResult>>(receipt => TypedResults.Ok(receipt), error => error.ToProblem());

    private static async Task<Results<Ok<UserDetails>, ProblemHttpResult>> SetName(
        [FromRoute(Name = UserId)] string user, NameBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetUserName(user, body.Name), ct))
            .Match<Results<Ok<UserDetails>, ProblemHttpResult>>(found => TypedResults.Ok(found), error => error.ToProblem());

    private static async Task<Results<Ok<UserSummaryDetails>, ProblemHttpResult>> GetSummary(
        [FromRoute(Name = UserId)] string user, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetUserSummary(user), ct))
            .Match<Results<Ok<UserSummaryDetails>, ProblemHttpResult>>(summary => TypedResults.Ok(summary), error => error.ToProblem());

    private static async Task<Results<Ok<UserSummaryDetails>, ProblemHttpResult>> EditSummary(
        [FromRoute(Name = UserId)] string user, SummaryBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new EditUserSummary(user, body.Summary), ct))
            .Match<Results<Ok<UserSummaryDetails>, ProblemHttpResult>>(summary => TypedResults.Ok(summary), error => error.ToProblem());

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseSummary(
        [FromRoute(Name = UserId)] string user, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new EraseUserSummary(user), ct))
            .Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), error => error.ToProblem());

    /// <param name="Name">What the person is called from now on.</param>
    internal sealed record NameBody(string Name);

    /// <param name="Summary">1–2,000 characters.</param>
    internal sealed record SummaryBody(string Summary);
}
