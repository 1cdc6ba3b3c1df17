using System.Net.Http.Headers;
using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>
/// Reads what the platform says about its tasks: <c>GET /admin/ai-tasks</c> and <c>GET /user/ai-status/{task_id}</c>. The only place
/// that knows their shape.
/// </summary>
/// <param name="urls">Nodes of the platform; the next one is asked when one does not answer.</param>
/// <param name="key">With scope <c>admin</c>.</param>
public sealed class PlatformStates(IReadOnlyList<Uri> urls, string key, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // a node that is started again takes its time
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new()
    {
        Timeout = TimeSpan.FromSeconds(15),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>All tasks of a run, by the marker of their question.</summary>
    public async Task<ILookup<Marker, TaskState>> ReadAsync(string run, CancellationToken cancellationToken)
    {
        Dictionary<string, TaskState> tasks = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync("/admin/ai-tasks?limit=200" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"), cancellationToken);
            foreach (var task in RowsOf(page).Select(TaskState.Read).Where(t => t.Marker?.Run == run))
            {
                tasks[task.TaskId] = task; // a row may be met twice when the list moves below the cursor
            }

            cursor = page.Text("next_cursor");
        }
        while (cursor is not null);
        return tasks.Values.ToLookup(task => task.Marker!.Value);
    }

    /// <summary>The status that the person's own page shows for a task.</summary>
    public async Task<(string? Status, string? Response)> StatusAsync(string taskId, CancellationToken cancellationToken)
    {
        var status = await GetAsync($"/user/ai-status/{taskId}", cancellationToken);
        return (status.Text("status"), status.Text("ai_response"));
    }

    public void Dispose() => _http.Dispose();

    private static JsonElement.ArrayEnumerator RowsOf(JsonElement page)
    {
        var rows = page.ValueKind == JsonValueKind.Array
            ? page
            : page.EnumerateObject().Select(member => member.Value).FirstOrDefault(value => value.ValueKind == JsonValueKind.Array);
        return rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray() : throw new InvalidOperationException("/admin/ai-tasks holds no list.");
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri(urls[attempt % urls.Count], path), cancellationToken);
                if ((int)response.StatusCode < 500 || clock.GetElapsedTime(started) > Patience)
                {
                    response.EnsureSuccessStatusCode();
                    return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                }
            }
            catch (Exception exception) when (IsPassing(exception) && !cancellationToken.IsCancellationRequested
                && clock.GetElapsedTime(started) < Patience)
            {
                // the node is away
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Whether another attempt may go better: no answer, or one that broke off; not one that says no.</summary>
    private static bool IsPassing(Exception exception) => exception is HttpRequestException { StatusCode: null } or OperationCanceledException or IOException;
}
