using System.Net;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Robeings;

internal static class RobeingApps
{
    private static int _made;

    public static IRobeings Robeings(this TestApp app) => app.Services.GetRequiredService<IRobeings>();

    public static string NewId() => $"robin-{Interlocked.Increment(ref _made)}";

    /// <summary>A robeing of a test, made past the endpoints.</summary>
    public static async Task<string> MakeRobeingAsync(this TestApp app, ClientId owner = default, bool isShared = false, int level = 20)
    {
        var id = NewId();
        await app.WithDbAsync(async db =>
        {
            db.Add(Robeing.Create(new RobeingId(id), owner, isShared, "로빈", null, null, TimeProvider.System.Now()));
            await db.SaveChangesAsync();
        });
        await app.SetStatsAsync(id, (nameof(RobeingStats.Level), level));
        return id;
    }

    public static Task SetStatsAsync(this TestApp app, string id, params (string Name, int Value)[] stats) => app.WithDbAsync(async db =>
    {
        var row = db.Entry(await db.Set<RobeingStats>().SingleAsync(s => s.RobeingId == new RobeingId(id)));
        foreach (var (name, value) in stats)
        {
            row.Property(name).CurrentValue = value;
        }

        await db.SaveChangesAsync();
    });

    public static async Task WithDbAsync(this TestApp app, Func<AppDbContext, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    public static async Task<(HttpClient Http, ClientId Id)> NewOwnerAsync(this TestApp app)
    {
        using var admin = app.CreateAdmin();
        var key = await admin.PostAsync("/admin/api-keys", new { name = "owner", scopes = new[] { "chat" } }).JsonAsync(HttpStatusCode.Created);
        return (app.CreateClientWith(key.Str("key")), new ClientId(key.GetProperty("client_id").GetGuid()));
    }
}
