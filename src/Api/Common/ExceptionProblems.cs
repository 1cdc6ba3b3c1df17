using System.Data.Common;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Api.Common;

/// <summary>What an exception means to the caller. Only what nobody expected is logged as an error, once, with its trace.</summary>
internal sealed partial class ExceptionProblems(IProblemDetailsService problems, ILogger<ExceptionProblems> log) : IExceptionHandler
{
    /// <summary>Seconds; the pool finds a returned database by itself well within this.</summary>
    private const string RetryAfter = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Explain(exception);
        if (problem is null)
        {
            Unexpected(log, exception, httpContext.Request.Method, httpContext.Request.Path);
            problem = new ProblemDetails { Status = StatusCodes.Status500InternalServerError };
        }
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfter;
            Unavailable(log, exception.GetBaseException().Message);
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    internal static ProblemDetails? Explain(Exception exception) => exception switch
    {
        BadHttpRequestException bad => ExceptionBinding.Explain(bad),
        ModelFailedException model => model.Error.ToProblemDetails(),
        DbUpdateConcurrencyException => Conflict("Somebody else changed this at the same moment. Read it again, then retry."),
        DbUpdateException { InnerException: DbException { SqlState: "23505" } } => Conflict("This exists already, or was made at the same moment."),
        _ when Chain(exception).Any(IsOutage) => new Error(
            ErrorKind.Unavailable, "database.unavailable", "The database does not answer. Nothing was lost; try again shortly.").ToProblemDetails(),
        _ => null,
    };

    private static ProblemDetails Conflict(string message) => new Error(ErrorKind.Conflict, "conflict", message).ToProblemDetails();

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    /// <summary>Unreachable, overloaded, shutting down, or refusing us: SQLSTATE classes 08, 28, 3D, 53, 57P.</summary>
    private static bool IsOutage(Exception exception) => exception switch
    {
        TimeoutException => true,

        // Npgsql 10.0.0's own words for a connection that breaks while a statement is being prepared on it
        NullReferenceException { Source: "Npgsql" } => true,
        DbException { IsTransient: true } => true,
        DbException { SqlState: ['0', '8', ..] or ['2', '8', ..] or ['3', 'D', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] } => true,
        _ => false,
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed unexpectedly")]
    private static partial void Unexpected(ILogger log, Exception exception, string method, string path);

    [LoggerMessage(LogLevel.Warning, "Answered 503: the database does not answer ({Reason})")]
    private static partial void Unavailable(ILogger log, string reason);
}
