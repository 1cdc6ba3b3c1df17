using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace ChatPlatform.IntegrationTests.Common;

public sealed record SseEvent(string Type, string? Id, JsonElement Data);

/// <summary>Reads server-sent events with the framework's own parser, as a client nobody here wrote would.</summary>
public static class Sse
{
    public static async IAsyncEnumerable<SseEvent> ReadEventsAsync(this HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync())
        {
            yield return new SseEvent(item.EventType, item.EventId, JsonElement.Parse(item.Data));
        }
    }

    public static async Task<HttpResponseMessage> StreamAsync(this HttpClient client, HttpMethod method, string url, object? body = null, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(method, url) { Content = body is null ? null : JsonContent.Create(body) };
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static string Text(this IEnumerable<SseEvent> events) =>
        string.Concat(events.Where(e => e.Type == "delta").Select(e => e.Data.GetProperty("content").GetString()));
}
