using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Events about the person; those that name no client may be another client's of the same user id, and go too.</summary>
internal sealed class EventErasure(AppDbContext db, IServiceScopeFactory scopes, TimeProvider clock) : IPersonalData
{
    /// <summary>Events wait up to half a second in the memory of any node before they are written.</summary>
    public static readonly TimeSpan WrittenWithin = TimeSpan.FromSeconds(1);

    private const string Sql = "DELETE FROM eventlog WHERE user_id = $2 AND (client_id = $1 OR client_id IS NULL)";

    public int Rank => 0;

    public Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken) =>
        stage == ErasureStage.Mentions ? db.RunAsync(person, cancellationToken, ("events", Sql)) : Task.FromResult(PersonalSql.Nothing);

    public async Task ErasedAsync(PersonToErase person, CancellationToken cancellationToken)
    {
        await Task.Delay(WrittenWithin, clock, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var late = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await late.Database.OpenConnectionAsync(cancellationToken);
        await late.RunAsync(person, cancellationToken, (null, Sql));
    }
}
