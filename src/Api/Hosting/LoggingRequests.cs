using System.Diagnostics;

namespace ChatPlatform.Api.Hosting;

/// <summary>One line per request; never its query or body. Costs nothing when the level is off.</summary>
internal static partial class LoggingRequests
{
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ChatPlatform.Http");
        app.Use((http, next) =>
        {
            // probes come every few seconds and say nothing new
            var level = http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? LogLevel.Debug : LogLevel.Information;
            return log.IsEnabled(level) ? Timed(http, next, log, level) : next(http);
        });
    }

    private static async Task Timed(HttpContext http, RequestDelegate next, ILogger log, LogLevel level)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            Done(log, level, http.Request.Method, http.Request.Path.Value, http.Response.StatusCode,
                Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1));
        }
    }

    [LoggerMessage("{Method} {Path} {Status} in {Elapsed} ms")]
    private static partial void Done(ILogger log, LogLevel level, string method, string? path, int status, double elapsed);
}
