using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>One write at a time: the provider has no transactions.</summary>
internal sealed class InMemoryRobeingSettingRows(IServiceScopeFactory scopes) : IRobeingSettingRows, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    public Task<bool> PutAsync(RobeingSetting setting, CancellationToken cancellationToken) => WriteAsync(setting.RobeingId, (db, rows) =>
    {
        if (rows.Find(s => s.Category == setting.Category && s.Key == setting.Key) is { } row)
        {
            row.ChangeTo(setting);
            return true;
        }

        var fits = !setting.IsFree || rows.Count(s => s.IsFree) < RobeingSetting.MaxFree;
        if (fits)
        {
            db.Add(setting);
        }

        return fits;
    }, cancellationToken);

    public Task<bool> RemoveAsync(RobeingId robeing, RobeingSettingCategory category, string key, CancellationToken cancellationToken) =>
        WriteAsync(robeing, (db, rows) =>
        {
            var row = rows.Find(s => s.Category == category && s.Key == key);
            if (row is not null)
            {
                db.Remove(row);
            }

            return row is not null;
        }, cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async Task<bool> WriteAsync(RobeingId robeing, Func<AppDbContext, List<RobeingSetting>, bool> write, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var done = write(db, await db.RobeingSettings.Where(s => s.RobeingId == robeing).ToListAsync(cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            return done;
        }
        finally
        {
            _gate.Release();
        }
    }
}
