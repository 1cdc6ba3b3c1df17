using System.Diagnostics;

namespace ChatPlatform.LoadGenerator;

/// <summary>
/// Time to the first delta through the platform and from the model itself. Each of the N streams takes turns between the two, so that
/// both see the same machine at the same time.
/// </summary>
internal static class StreamScenario
{
    /// <summary>Enough for 2,000 streams/s.</summary>
    private const int SessionsPerSecond = 200;

    public static async Task<StreamResult> RunAsync(LoadOptions options)
    {
        await RunAsync(options, options.WarmUpSeconds);
        return await RunAsync(options, options.Seconds);
    }

    private static async Task<StreamResult> RunAsync(LoadOptions options, double seconds)
    {
        var sessions = await Sessions.CreateAsync(options.Url, options.Key, (int)(SessionsPerSecond * seconds) + options.Connections);
        var run = new Run(options, sessions, seconds);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(run.LoopAsync));
        var requests = run.Product.Count;
        return new(
            options.Text("pace", "at once"), options.Connections, options.Round, requests, Spread.Of(run.Product), Spread.Of(run.Direct),
            run.Errors, run.FirstError);
    }

    private sealed class Run(LoadOptions options, Sessions sessions, double seconds)
    {
        private readonly Lock _gate = new();
        private readonly long _until = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        private int _left = options.Requests;

        public List<double> Product { get; } = [];

        public List<double> Direct { get; } = [];

        public int Errors { get; private set; }

        public string? FirstError { get; private set; }

        public async Task LoopAsync(int stream)
        {
            var random = new Random(stream);
            using var platform = await HttpConnection.OpenAsync(options.Url);
            using var model = await HttpConnection.OpenAsync(options.Model);
            while (sessions.TryTake(out var session))
            {
                for (var turn = 0; turn < Sessions.Turns; turn++)
                {
                    if (Interlocked.Decrement(ref _left) < 0 || Stopwatch.GetTimestamp() > _until)
                    {
                        return;
                    }

                    await Task.Delay(random.Next(options.PauseMilliseconds + 1));
                    var ask = Questions.ChatRequest(options.Url, "/api/chat/stream", options.Key, session, turn);
                    await TakeAsync(platform, ask, static body => body.IndexOf("event: delta"u8) >= 0, "event: message_end"u8.ToArray(), Product);
                    await TakeAsync(model, Questions.ModelRequest(options.Model, turn), HttpAnswer.HasContent, "[DONE]"u8.ToArray(), Direct);
                }
            }
        }

        private async Task TakeAsync(HttpConnection connection, byte[] request, HttpConnection.Seen first, byte[] end, List<double> samples)
        {
            var sent = Stopwatch.GetTimestamp();
            var answer = await connection.SendAsync(request, first);
            lock (_gate)
            {
                if (answer.Status != 200 || answer.FirstSeen == 0 || answer.Body.Span.IndexOf(end) < 0)
                {
                    Errors++;
                    FirstError ??= answer.Describe();
                    return;
                }

                samples.Add(Stopwatch.GetElapsedTime(sent, answer.FirstSeen).TotalMilliseconds);
            }
        }
    }
}
