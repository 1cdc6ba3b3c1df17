using System.Diagnostics;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.RollUpBenchmark;

/// <summary>How a robeing answers, as each turn asks for it: from memory, and from the database as without the cache.</summary>
internal sealed class SettingsReads(IRobeings robeings, IServiceScopeFactory scopes)
{
    private const string Robeing = "bench";

    public async Task MakeAsync()
    {
        await robeings.EnsureSharedAsync(Robeing, Robeing, default(ClientId), CancellationToken.None);
        await using var scope = scopes.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<IRobeingSettings>();
        foreach (var (key, value) in new[] { ("response_style", "formal"), ("response_length", "brief"), ("language", "ko"), ("memory_ttl_days", "7") })
        {
            await settings.SetAsync(Robeing, key, value, "benchmark", CancellationToken.None);
        }
    }

    /// <summary>Microseconds of a read from memory.</summary>
    public Task<double> CachedAsync(int reads) => MeasureAsync(reads, () => robeings.FindAsync(Robeing, CancellationToken.None));

    /// <summary>Microseconds of a read of all settings from the database.</summary>
    public Task<double> DatabaseAsync(int reads) => MeasureAsync(reads, async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IRobeingSettings>().ListAsync(Robeing, CancellationToken.None);
    });

    private static async Task<double> MeasureAsync(int reads, Func<Task> read)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < reads; i++)
        {
            await read();
        }

        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / reads;
    }
}
