using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Access;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>The calls that the robeings' tests make.</summary>
internal static class RobeingApps
{
    public static string NewId() => "r-" + Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N");

    public static Task<HttpResponseMessage> MakeAsync(this HttpClient client, string id, string name = "로빙", string? prompt = null, string? model = null) =>
        client.PostAsync("/api/robeings", new { robeing_id = id, display_name = name, prompt_name = prompt, model });

    public static async Task<string> NewRobeingAsync(this HttpClient client)
    {
        var id = NewId();
        await client.MakeAsync(id).StatusAsync(HttpStatusCode.Created);
        return id;
    }

    public static Task<HttpResponseMessage> TaskAsync(
        this HttpClient client, string id, string type = "coding", int difficulty = 10, bool succeeded = true, string? idempotencyKey = null) =>
        client.PostAsync($"/api/robeings/{id}/tasks", new { task_type = type, difficulty, succeeded }, idempotencyKey);

    public static Task<JsonElement> StatsAsync(this HttpClient client, string id) => client.GetAsync($"/api/robeings/{id}/stats").JsonAsync();

    public static long Num(this JsonElement json, string name) => json.GetProperty(name).GetInt64();

    public static async Task ProblemAsync(this Task<HttpResponseMessage> call, HttpStatusCode status, string code)
    {
        using var response = await call;
        await response.ShouldBeProblemAsync(status, code);
    }

    public static async Task<IReadOnlyList<string>> AchievedAsync(this HttpClient client, string id) =>
    [
        .. (await client.GetAsync($"/api/robeings/{id}/achievements").JsonAsync()).GetProperty("achievements").EnumerateArray()
            .Where(a => a.GetProperty("granted_at").ValueKind == JsonValueKind.String).Select(a => a.Str("code")),
    ];

    public static IRobeings Robeings(this TestApp app) => app.Services.GetRequiredService<IRobeings>();

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
