using System.Reflection;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Common;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatPlatform.Api.Hosting;

/// <summary>For load balancers and people: cheap, without a key, without secrets.</summary>
internal static class Health
{
    private static readonly string Version =
        typeof(Health).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static readonly HealthReport Example = new("ok", Version, 86_400);

    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<ReadinessProbe>();

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Health").AllowAnonymous();
        group.MapGet("/health", Report).WithName("Health").WithSummary("Whether the service runs, and whether its database answers")
            .WithExample(response: Example);
        group.MapGet("/api/health", Report).WithName("ApiHealth").WithSummary("The same as /health").WithExample(response: Example);
        group.MapGet("/health/live", () => TypedResults.Ok(new Alive("ok"))).WithName("Live").WithSummary("Whether the process answers")
            .WithExample(response: new Alive("ok"));
        group.MapGet("/health/ready", Ready).WithName("Ready")
            .WithSummary("Whether the node can serve: the database answers and migrations are applied")
            .WithExample(response: new Alive("ok"))
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<HealthReport>> Report(ReadinessProbe probe) =>
        TypedResults.Ok(new HealthReport(await probe.IsReadyAsync() ? "ok" : "degraded", Version, (long)probe.Uptime.TotalSeconds));

    private static async Task<Results<Ok<Alive>, ProblemHttpResult>> Ready(ReadinessProbe probe) => await probe.IsReadyAsync()
        ? TypedResults.Ok(new Alive("ok"))
        : TypedResults.Problem("The database does not answer yet, or its schema is not up to date.", statusCode: 503);

    internal sealed record HealthReport(string Status, string Version, long UptimeSeconds);

    internal sealed record Alive(string Status);
}

/// <summary>Asks the database at most once a second and waits at most two, however many ask.</summary>
internal sealed class ReadinessProbe(IReadiness readiness, TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly long _started = clock.GetTimestamp();
    private readonly Lock _gate = new();
    private Task<bool>? _answer;
    private long _askedAt;

    public TimeSpan Uptime => clock.GetElapsedTime(_started);

    public Task<bool> IsReadyAsync()
    {
        lock (_gate)
        {
            if (_answer is null || (_answer.IsCompleted && clock.GetElapsedTime(_askedAt) >= Age))
            {
                _askedAt = clock.GetTimestamp();
                _answer = AskAsync();
            }

            return _answer;
        }
    }

    private async Task<bool> AskAsync()
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            await Task.Yield(); // not under the lock
            return await readiness.IsReadyAsync(limit.Token).WaitAsync(Patience, clock);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // whatever went wrong, the answer is the same: not ready
            return false;
        }
    }
}
