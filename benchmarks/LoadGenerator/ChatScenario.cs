using System.Diagnostics;

namespace ChatPlatform.LoadGenerator;

/// <summary>N connections, each sends the next message when it has the answer to the last one.</summary>
internal static class ChatScenario
{
    /// <summary>Sessions beyond what the warm-up's speed asks for.</summary>
    private const double Spare = 1.5;

    /// <summary>Enough for a warm-up at 10,000 requests/s.</summary>
    private const int WarmUpSessionsPerSecond = 1_000;

    public static async Task<ChatResult> RunAsync(LoadOptions options)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => HttpConnection.OpenAsync(options.Url)));
        var warmUp = await RunAsync(
            options, connections, options.WarmUpSeconds, (int)(WarmUpSessionsPerSecond * options.WarmUpSeconds) + options.Connections);
        var expected = Math.Min(options.Requests, warmUp.PerSecond * options.Seconds * Spare);
        var result = await RunAsync(options, connections, options.Seconds, (int)(expected / Sessions.Turns) + options.Connections);
        Array.ForEach(connections, connection => connection.Dispose());
        return result;
    }

    private static async Task<ChatResult> RunAsync(LoadOptions options, HttpConnection[] connections, double seconds, int sessionCount)
    {
        var run = new Run(options, await Sessions.CreateAsync(options.Url, options.Key, sessionCount), seconds);
        var processors = ProcessorTime.Start(options.Processes);
        var start = Stopwatch.GetTimestamp();
        var samples = await Task.WhenAll(connections.Select(run.LoopAsync));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var all = samples.SelectMany(s => s).ToList();
        return new(
            options.System, options.Connections, options.Round, all.Count, all.Count / elapsed, Spread.Of(all), run.Errors, run.FirstError,
            processors.Per(all.Count));
    }

    private sealed class Run(LoadOptions options, Sessions sessions, double seconds)
    {
        private readonly Uri _url = options.Url;
        private readonly string _key = options.Key;
        private readonly long _until = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        private int _left = options.Requests;
        private int _errors;
        private volatile bool _stopped;

        public int Errors => _errors;

        public string? FirstError { get; private set; }

        public async Task<List<double>> LoopAsync(HttpConnection connection)
        {
            var samples = new List<double>(4_096);
            while (sessions.TryTake(out var session))
            {
                for (var turn = 0; turn < Sessions.Turns; turn++)
                {
                    if (_stopped || Interlocked.Decrement(ref _left) < 0 || Stopwatch.GetTimestamp() > _until)
                    {
                        return samples;
                    }

                    var request = Questions.ChatRequest(_url, "/api/chat", _key, session, _left);
                    var sent = Stopwatch.GetTimestamp();
                    var answer = await connection.SendAsync(request);
                    samples.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                    if (answer.Status != 200 || !HttpAnswer.HasContent(answer.Body.Span))
                    {
                        Interlocked.Increment(ref _errors);
                        FirstError ??= answer.Describe();
                    }
                }
            }

            // fewer connections than asked for would flatter the latency
            _stopped = true;
            return samples;
        }
    }
}
