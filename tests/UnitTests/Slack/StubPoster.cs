using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.SlackSimulator;

namespace ChatPlatform.UnitTests.Slack;

/// <summary>Posts through the Web API, whatever it does.</summary>
internal sealed class StubPoster : IDisposable
{
    private static int _last;

    private readonly StubFault _fault;
    private readonly HttpClient _http;

    public StubPoster(StubFault fault, WebApi api)
    {
        _fault = fault;
        _http = new() { BaseAddress = new(api.Url), Timeout = TimeSpan.FromMilliseconds(500) };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", api.Workspace.BotToken);
    }

    public async Task PostAllAsync(string channel, string root, IReadOnlyList<string> texts)
    {
        var delivery = $"delivery-{Interlocked.Increment(ref _last)}";
        for (var part = 0; part < texts.Count; part++)
        {
            while (!await PostAsync(channel, root, texts[part], delivery, part))
            {
                if (_fault != StubFault.PostsBlindly && await IsThereAsync(channel, root, delivery, part))
                {
                    break;
                }
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> PostAsync(string channel, string root, string text, string delivery, int part)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync("api/chat.postMessage", new
            {
                channel,
                thread_ts = root,
                text,
                metadata = new { event_type = PostMark.EventType, event_payload = new { delivery, part } },
            });
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return response.IsSuccessStatusCode && (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ok").GetBoolean();
            }

            await Task.Delay(response.Headers.RetryAfter!.Delta!.Value);
            return _fault == StubFault.GivesUpWhenLimited;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsThereAsync(string channel, string root, string delivery, int part)
    {
        var cursor = "";
        do
        {
            using var form = new FormUrlEncodedContent(
                [new("channel", channel), new("ts", root), new("cursor", cursor), new("include_all_metadata", "true")]);
            using var response = await _http.PostAsync("api/conversations.replies", form);
            if (!response.IsSuccessStatusCode || await response.Content.ReadFromJsonAsync<JsonElement>() is var page && !page.GetProperty("ok").GetBoolean())
            {
                await Task.Delay(20); // the same page again
                continue;
            }

            if (page.GetProperty("messages").EnumerateArray().Any(m => m.TryGetProperty("metadata", out var metadata)
                && metadata.GetProperty("event_payload").GetRawText() == JsonSerializer.Serialize(new { delivery, part })))
            {
                return true;
            }

            cursor = page.GetProperty("response_metadata").GetProperty("next_cursor").GetString()!;
            if (cursor.Length == 0 || _fault == StubFault.LooksAtOnePage)
            {
                return false;
            }
        }
        while (true);
    }
}
