using System.Text.Json;

namespace ChatPlatform.LoadGenerator;

/// <summary>Sessions made before anything is measured; each is used for a few turns only, so that histories stay short.</summary>
internal sealed class Sessions
{
    public const int Turns = 10;

    private const int Makers = 8;

    private readonly Guid[] _ids;
    private int _next = -1;

    private Sessions(Guid[] ids) => _ids = ids;

    public static async Task<Sessions> CreateAsync(Uri url, string key, int count)
    {
        var ids = new Guid[count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Makers).Select(async _ =>
        {
            using var connection = await HttpConnection.OpenAsync(url);
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                var answer = await connection.SendAsync(
                    HttpConnection.Request(url, "/api/sessions", key, $$"""{"user_id":"bench-{{i % 1_000}}"}"""));
                if (answer.Status != 201)
                {
                    throw new InvalidOperationException($"POST /api/sessions answered {answer.Describe()}");
                }

                using var json = JsonDocument.Parse(answer.Body);
                ids[i] = json.RootElement.GetProperty("session_id").GetGuid();
            }
        }));
        return new(ids);
    }

    /// <summary>Each is given out once; false when there is none left.</summary>
    public bool TryTake(out Guid id)
    {
        var i = Interlocked.Increment(ref _next);
        id = i < _ids.Length ? _ids[i] : default;
        return i < _ids.Length;
    }
}
