using System.Diagnostics;
using System.Globalization;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatPlatform.Api.Common;

/// <summary>The one place where an expected <see cref="Error"/> becomes an RFC 9457 problem.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ProblemHttpResult ToProblem(this Error error) => TypedResults.Problem(error.ToProblemDetails());

    /// <summary>The same problem where no response of its own can be sent, such as inside a stream.</summary>
    public static ProblemDetails ToProblemDetails(this Error error)
    {
        var status = StatusOf(error.Kind);
        var problem = new ProblemDetails
        {
            Type = TypeOf(error.Code),
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = error.Message,
            Extensions = { ["code"] = error.Code, ["trace_id"] = Activity.Current?.TraceId.ToHexString() },
        };
        if (error.Fields is not null)
        {
            problem.Extensions["errors"] = error.Fields;
        }

        foreach (var (name, value) in error.Data ?? new Dictionary<string, object?>())
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }

    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Validation => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.BadGateway => StatusCodes.Status502BadGateway,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorKind.Timeout => StatusCodes.Status504GatewayTimeout,
        _ => throw new UnreachableException($"No status for {kind}."),
    };

    /// <summary>Fills in what the framework's own problems (no route, wrong method …) leave out.</summary>
    public static void Complete(this ProblemDetails problem, HttpContext http)
    {
        problem.Status ??= http.Response.StatusCode;
        var (code, detail) = DefaultsOf(problem.Status.Value, http);
        if (!problem.Extensions.ContainsKey("code"))
        {
            problem.Extensions["code"] = code;
            problem.Type = TypeOf(code);
            problem.Title = ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        }

        problem.Detail ??= detail;
        if (problem.Extensions.TryGetValue("retry_after", out var wait) && !http.Response.HasStarted)
        {
            http.Response.Headers.RetryAfter = Convert.ToString(wait, CultureInfo.InvariantCulture);
        }

        else if (problem.Status == StatusCodes.Status503ServiceUnavailable && !http.Response.HasStarted && http.Response.Headers.RetryAfter.Count == 0)
        {
            http.Response.Headers.RetryAfter = "2"; // seconds: an overload passes, another node answers
        }

        problem.Extensions.TryGetValue("trace_id", out var trace);
        problem.Extensions["trace_id"] = trace ?? Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
    }

    private static string TypeOf(string code) => $"urn:chatplatform:problem:{code}";

    private static (string Code, string Detail) DefaultsOf(int status, HttpContext http) => status switch
    {
        400 => ("request.invalid", "The request could not be read."),
        401 => ("unauthenticated", "Send a valid key: 'Authorization: Bearer <key>'."),
        403 => ("forbidden", "This key may not do that; it lacks the scope."),
        404 => ("not_found", "There is nothing at this address; check the path."),
        405 => ("method_not_allowed", $"This address does not answer {http.Request.Method}; it answers {http.Response.Headers.Allow}."),
        408 => ("request.too_slow", "The body did not arrive in time."),
        409 => ("conflict", "The current state does not allow this."),
        413 => ("body.too_large", "The body is larger than this address accepts."),
        415 => ("media_type.unsupported", "Send the body as 'Content-Type: application/json'."),
        429 => ("too_many_requests", "Too many requests; wait as long as Retry-After says."),
        431 => ("headers.too_large", "The request's headers are too large."),
        503 => ("unavailable", "The service cannot answer now; try again shortly."),
        >= 500 => ("internal", "Something went wrong on our side; it was logged under the trace_id."),
        _ => ("request.refused", "The request was refused."),
    };
}

/// <summary>Writes every problem, whatever the caller accepts: an error that is not shown helps nobody.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        context.ProblemDetails.Complete(http);
        return new(http.Response.WriteAsJsonAsync(context.ProblemDetails, JsonStyle.Options, Problems.ContentType));
    }
}
