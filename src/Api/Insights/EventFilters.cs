using System.ComponentModel;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Insights;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;

namespace ChatPlatform.Api.Insights;

/// <summary>Names as they stand in the query string.</summary>
internal sealed record EventFilter(
    [property: Description("Only this kind, such as conversation.started")] string? kind,
    [property: Description("Only what happened to this, usually an id")] string? subject,
    [property: Description("Only what is about this person")] string? user_id,
    [property: Description("First day or time, such as 2026-11-01 or 2026-11-01T09:00:00+09:00")] string? from,
    [property: Description("Last day (included) or time (excluded)")] string? to,
    [property: Description("Time zone of dates without a time, such as Asia/Seoul; UTC when absent")] string? tz,
    [property: Description("1–200, 50 when absent")] int? limit,
    [property: Description("next_cursor of the page before")] string? cursor)
{
    private const int DefaultLimit = 50;

    public Result<ListEvents> ToQuery()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var zone = QueryTimes.Zone(tz, errors);
        var (start, end) = (QueryTimes.From(from, zone, errors), QueryTimes.To(to, zone, errors));
        return errors.Count > 0
            ? new Error(ErrorKind.Validation, "request.invalid", "The request is not valid; see errors for each field.", errors)
            : new ListEvents(limit ?? DefaultLimit, cursor, kind, subject, user_id, start, end);
    }
}

/// <summary>Names as they stand in the query string.</summary>
internal sealed record LogMessageFilter(
    [property: Description("At least this bad: warning, error or critical")] string? level,
    [property: Description("How the category begins, such as ChatPlatform.Api")] string? category,
    [property: Description("Only what belongs to this request: trace_id of a problem")] string? trace_id,
    [property: Description("First day or time, such as 2026-11-01 or 2026-11-01T09:00:00+09:00")] string? from,
    [property: Description("Last day (included) or time (excluded)")] string? to,
    [property: Description("Time zone of dates without a time, such as Asia/Seoul; UTC when absent")] string? tz,
    [property: Description("1–200, 50 when absent")] int? limit,
    [property: Description("next_cursor of the page before")] string? cursor)
{
    private const int DefaultLimit = 50;

    public Result<ListLogMessages> ToQuery()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var zone = QueryTimes.Zone(tz, errors);
        var (start, end) = (QueryTimes.From(from, zone, errors), QueryTimes.To(to, zone, errors));
        LogMessageLevel? least = level switch
        {
            "warning" => LogMessageLevel.Warning,
            "error" => LogMessageLevel.Error,
            "critical" => LogMessageLevel.Critical,
            _ => null,
        };
        if (level is not null && least is null)
        {
            errors["level"] = ["One of warning, error, critical."];
        }

        return errors.Count > 0
            ? new Error(ErrorKind.Validation, "request.invalid", "The request is not valid; see errors for each field.", errors)
            : new ListLogMessages(limit ?? DefaultLimit, cursor, least, category, trace_id, start, end);
    }
}
