using System.Diagnostics;
using ChatPlatform.SeedLogs;

namespace ChatPlatform.LoadGenerator;

/// <summary>The newest ten rows of the log: of one user, and with a word that is frequent, rare, absent, or frequent only long ago.</summary>
internal static class LogsScenario
{
    private const int WarmUp = 50;

    /// <summary>A quarter of the time may go to the warm-up, which a slow query would stretch.</summary>
    private const int WarmUpShare = 4;

    /// <summary>Rows: how many must be found; null where it depends on the user.</summary>
    private static readonly (string Name, Func<Random, string> Query, int? Rows)[] Cases =
    [
        ("one user of 20,000", random => User(random.Next(SeededLogs.HeavyUsers, SeededLogs.Users)), null),
        ("one heavy user", random => User(random.Next(SeededLogs.HeavyUsers)), 10),
        ("word in 30 of 100 rows", _ => Word(SeededLogs.FrequentWord), 10),
        ("word in 1 of 1,000 rows", _ => Word(SeededLogs.RareWord), 10),
        ("word in 5 rows", _ => Word(SeededLogs.FewWord), SeededLogs.FewRows),
        ("word in no row", _ => Word(SeededLogs.AbsentWord), 0),
        ("word in 10 of 100 rows older than 90 days", _ => Word(SeededLogs.OldWord), 10),
        ("word in 30 of 100 rows, one user", random => User(random.Next(SeededLogs.HeavyUsers, SeededLogs.Users)) + Word(SeededLogs.FrequentWord), null),
        ("word in 1 of 1,000 rows, one heavy user", random => User(random.Next(SeededLogs.HeavyUsers)) + Word(SeededLogs.RareWord), null),
    ];

    public static async Task RunAsync(LoadOptions options)
    {
        foreach (var (name, query, rows) in Cases)
        {
            await RunAsync(options, query, rows, WarmUp, options.Seconds / WarmUpShare);
            var (samples, found, errors, first) = await RunAsync(options, query, rows, options.Requests, options.Seconds);
            options.Write(new LogsResult(
                name, options.Connections, samples.Count, (double)found / Math.Max(samples.Count, 1), Spread.Of(samples), errors, first));
        }
    }

    private static async Task<(List<double> Samples, int Rows, int Errors, string? FirstError)> RunAsync(
        LoadOptions options, Func<Random, string> query, int? expected, int requests, double seconds)
    {
        var samples = new List<double>();
        var (rows, errors, first) = (0, 0, (string?)null);
        var until = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(async seed =>
        {
            var random = new Random(seed);
            using var connection = await HttpConnection.OpenAsync(options.Url);
            while (Interlocked.Decrement(ref requests) >= 0 && Stopwatch.GetTimestamp() < until)
            {
                var request = HttpConnection.Request(options.Url, "/api/conversation/logs?limit=10" + query(random), options.Key, null);
                var sent = Stopwatch.GetTimestamp();
                var answer = await connection.SendAsync(request);
                var took = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
                var found = answer.Body.Span.Count("\"question\":"u8);
                lock (gate)
                {
                    samples.Add(took);
                    rows += found;
                    if (answer.Status != 200 || (expected is { } right && found != right))
                    {
                        errors++;
                        first ??= answer.Describe();
                    }
                }
            }
        }));
        return (samples, rows, errors, first);
    }

    private static string User(int number) => $"&user_id={SeededLogs.User(number)}";

    private static string Word(string word) => $"&q={Uri.EscapeDataString(word)}";
}
