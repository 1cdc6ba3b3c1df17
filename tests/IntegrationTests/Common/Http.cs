using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatPlatform.IntegrationTests.Common;

public static class Http
{
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> call, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public static async Task StatusAsync(this Task<HttpResponseMessage> call, HttpStatusCode expected)
    {
        using var response = await call;
        response.StatusCode.ShouldBe(expected, await response.Content.ReadAsStringAsync());
    }

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string url, object body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return client.SendAsync(request);
    }

    public static string Str(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static async Task<string> NewSessionAsync(this HttpClient client, object? body = null) =>
        (await client.PostAsync("/api/sessions", body ?? new { }).JsonAsync(HttpStatusCode.Created)).Str("session_id");

    public static Task<HttpResponseMessage> ChatAsync(this HttpClient client, string session, string message, string? idempotencyKey = null) =>
        client.PostAsync("/api/chat", new { session_id = session, message }, idempotencyKey);

    public static async Task<IReadOnlyList<JsonElement>> MessagesAsync(this HttpClient client, string session) =>
        [.. (await client.GetAsync($"/api/sessions/{session}/messages").JsonAsync()).GetProperty("messages").EnumerateArray()];

    /// <summary>Asks again until it is so: what happens in the background has no other signal.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, int seconds = 20)
    {
        for (var i = 0; i < seconds * 20; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(50);
        }

        (await condition()).ShouldBeTrue($"not so within {seconds} s");
    }

    /// <summary>A key of a new client with the scope chat.</summary>
    public static async Task<HttpClient> NewClientAsync(this TestApp app)
    {
        using var admin = app.CreateAdmin();
        var key = await admin.PostAsync("/admin/api-keys", new { name = "test", scopes = new[] { "chat" } }).JsonAsync(HttpStatusCode.Created);
        return app.CreateClientWith(key.Str("key"));
    }
}
