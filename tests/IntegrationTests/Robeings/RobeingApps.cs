using System.Net;
using System.Text.Json;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Access;
using ChatPlatform.IntegrationTests.Common;

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
}
