using System.ComponentModel;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Conversations;

internal static class LogEndpoints
{
    public static void MapLogs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/conversation/logs", Masked).WithTags("Logs").RequireAuthorization(Policies.Chat).WithName(nameof(GetLogs))
            .WithSummary("Reads the conversation log, newest first; what identifies a person is masked").WithExample(response: ConversationExamples.Logs)
            .ProducesProblem(400);
        app.MapGet("/admin/logs", Unmasked).WithTags("Logs").RequireAuthorization(Policies.Admin).WithName("GetUnmaskedLogs")
            .WithSummary("Reads the conversation log unmasked; every read is audited").WithExample(response: ConversationExamples.Logs)
            .ProducesProblem(400);
        app.MapGet("/admin/messages/{message_id:guid}/prompt", Prompt).WithTags("Logs").RequireAuthorization(Policies.Admin)
            .WithName(nameof(GetPromptLog)).WithSummary("Shows exactly what an answer was made from").WithExample(response: ConversationExamples.PromptLog)
            .ProducesProblem(404);
    }

    internal static Task<Results<Ok<LogPage>, ProblemHttpResult>> Masked(
        IMediator mediator, [AsParameters] LogFilter filter, CancellationToken ct) => Read(mediator, filter, masked: true, ct);

    internal static Task<Results<Ok<LogPage>, ProblemHttpResult>> Unmasked(
        IMediator mediator, [AsParameters] LogFilter filter, CancellationToken ct) => Read(mediator, filter, masked: false, ct);

    internal static async Task<Results<Ok<PromptLogDetails>, ProblemHttpResult>> Prompt(
        [FromRoute(Name = "message_id")] Guid messageId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetPromptLog(new MessageId(messageId)), ct)).Match<Results<Ok<PromptLogDetails>, ProblemHttpResult>>(
            log => TypedResults.Ok(log), error => error.ToProblem());

    private static async Task<Results<Ok<LogPage>, ProblemHttpResult>> Read(
        IMediator mediator, LogFilter filter, bool masked, CancellationToken ct)
    {
        var query = filter.ToQuery(masked);
        if (!query.IsSuccess)
        {
            return query.Error.ToProblem();
        }

        return (await mediator.Send(query.Value, ct)).Match<Results<Ok<LogPage>, ProblemHttpResult>>(
            page => TypedResults.Ok(page), error => error.ToProblem());
    }

    /// <summary>Names as they stand in the query string.</summary>
    internal sealed record LogFilter(
        [property: Description("Only this person's")] string? user_id,
        [property: Description("Only this robeing's")] string? robeing_id,
        [property: Description("Only this channel's: api, web, kakao, slack …")] string? channel,
        [property: Description("completed, failed, cancelled or interrupted")] string? status,
        [property: Description("First day or time, such as 2026-11-01 or 2026-11-01T09:00:00+09:00")] string? from,
        [property: Description("Last day (included) or time (excluded)")] string? to,
        [property: Description("Time zone of dates without a time, such as Asia/Seoul; UTC when absent")] string? tz,
        [property: Description("Text within question or answer, 1–100 characters; where the log is masked, no whole number or address that would be masked")] string? q,
        [property: Description("1–200, 10 when absent")] int? limit,
        [property: Description("next_cursor of the page before")] string? cursor)
    {
        public Result<GetLogs> ToQuery(bool masked)
        {
            var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
            var zone = QueryTimes.Zone(tz, errors);

            // the ways a turn ends; the log has no row before
            MessageStatus? wanted = status switch
            {
                "completed" => MessageStatus.Completed,
                "failed" => MessageStatus.Failed,
                "cancelled" => MessageStatus.Cancelled,
                "interrupted" => MessageStatus.Interrupted,
                _ => null,
            };
            if (status is not null && wanted is null)
            {
                errors["status"] = ["One of completed, failed, cancelled, interrupted."];
            }

            var start = QueryTimes.From(from, zone, errors);
            var end = QueryTimes.To(to, zone, errors);
            return errors.Count > 0
                ? new Error(ErrorKind.Validation, "request.invalid", "The request is not valid; see errors for each field.", errors)
                : new GetLogs(user_id, robeing_id, channel, wanted, start, end, q, limit ?? 10, cursor, masked);
        }
    }
}
