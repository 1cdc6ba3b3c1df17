using System.Diagnostics;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatPlatform.Api.Common;

/// <summary>The one place where an expected <see cref="Error"/> becomes an RFC 9457 problem.</summary>
internal static class Problems
{
    public static ProblemHttpResult ToProblem(this Error error)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = error.Code,
            ["trace_id"] = Activity.Current?.TraceId.ToHexString(),
        };
        if (error.Fields is not null)
        {
            extensions["errors"] = error.Fields;
        }

        foreach (var (name, value) in error.Data ?? new Dictionary<string, object?>())
        {
            extensions[name] = value;
        }

        var status = StatusOf(error.Kind);
        return TypedResults.Problem(
            type: $"https://chatplatform.dev/problems/{error.Code}",
            title: TitleOf(status),
            detail: error.Message,
            statusCode: status,
            extensions: extensions);
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

    private static string TitleOf(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
