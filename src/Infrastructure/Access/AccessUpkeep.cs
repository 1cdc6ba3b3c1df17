using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Common;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Access;

/// <summary>Once a minute: writes when keys were last used, and deletes what has expired, in batches that lock little.</summary>
internal sealed partial class AccessUpkeep(
    IServiceScopeFactory scopes, Callers callers, TimeProvider clock, ILogger<AccessUpkeep> logger)
    : PeriodicService(Interval, atStart: false, clock)
{
    private const int BatchSize = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await WriteLastUsedAsync(db, cancellationToken);

        var now = Clock.Now();
        var remembered = now - IdempotencyKey.Lifetime;
        await db.DeleteInBatchesAsync(db.IdempotencyKeys.Where(i => i.CreatedAt < remembered).OrderBy(i => i.CreatedAt), cancellationToken);
        await db.DeleteInBatchesAsync(db.ConsoleSessions.Where(s => s.ExpiresAt < now).OrderBy(s => s.ExpiresAt), cancellationToken);
        await db.DeleteInBatchesAsync(db.SignInLinks.Where(l => l.ExpiresAt < now).OrderBy(l => l.ExpiresAt), cancellationToken);
    }

    protected override Task RoundAsync(CancellationToken cancellationToken) => RunOnceAsync(cancellationToken);

    private async Task WriteLastUsedAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        foreach (var used in callers.TakeLastUsed().Chunk(BatchSize))
        {
            var times = used.ToDictionary();
            var ids = times.Keys.ToList();
            foreach (var key in await db.ApiKeys.Where(k => ids.Contains(k.Id)).ToListAsync(cancellationToken))
            {
                key.UsedAt(times[key.Id]);
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upkeep of keys and sessions failed; it is tried again in a minute.")]
    protected override partial void LogFailed(Exception exception);
}
