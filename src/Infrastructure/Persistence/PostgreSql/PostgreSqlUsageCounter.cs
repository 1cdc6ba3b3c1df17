using ChatPlatform.Application.Insights;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>A lock that ends with the transaction lets one node at a time count; one that dies leaves nothing half done.</summary>
internal sealed class PostgreSqlUsageCounter(AppDbContext db, UnitOfWork work, IRobeingGrowth robeings) : IUsageCounter
{
    /// <summary>Any number that nobody else takes.</summary>
    private const long CountingLock = 0x43_68_61_74_55_73_65_64;

    /// <summary>A batch takes about a second; a busy disk may take long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<CountedBatch?> CountAsync(int most, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(Patience); // the robeings' part as well: a batch that does not end would be met again for ever
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({CountingLock}) AS \"Value\"").SingleAsync(cancellationToken))
        {
            return null;
        }

        var (rows, activity) = await CountChanges.RunAsync((NpgsqlConnection)db.Database.GetDbConnection(), most, Patience, cancellationToken);
        if (activity.Count > 0)
        {
            await robeings.CountAsync(activity, cancellationToken);
        }

        await work.SaveChangesAsync(cancellationToken);
        var asOf = await ReadAsOfAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await work.CommittedAsync();
        return new CountedBatch(rows, asOf);
    }

    public Task<DateTimeOffset?> ReadAsOfAsync(CancellationToken cancellationToken) =>
        db.UsageProgress.Select(p => (DateTimeOffset?)p.AsOf).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The queue first, as when counting: what is counted at this moment is waited for, and then found in the figures.</summary>
    public async Task<int> ForgetAsync(ClientId client, UserId user, CancellationToken cancellationToken) =>
        await db.Set<LogChange>().Where(c => c.ClientId == client && c.UserId == user)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UserId, new UserId("")), cancellationToken)
        + await db.UsageUserQuarters.Where(u => u.ClientId == client && u.UserId == user).ExecuteDeleteAsync(cancellationToken);
}
