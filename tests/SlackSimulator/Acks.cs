using System.Collections.Concurrent;

namespace ChatPlatform.SlackSimulator;

/// <summary>How quickly and how well the product acknowledged.</summary>
public sealed class Acks
{
    private readonly ConcurrentQueue<Ack> _all = new();

    public void Add(Ack ack) => _all.Enqueue(ack);

    public AckReport Report()
    {
        Ack[] all = [.. _all];
        return new(
            all.Length,
            Spread.Of(all.Where(a => a.Status != 0).Select(a => a.Elapsed.TotalMilliseconds)),
            all.Count(a => a.Elapsed > TimeSpan.FromSeconds(1)),
            all.Count(a => a.Elapsed > Wire.Patience || a.Problem is "http_timeout"),
            all.Where(a => !a.IsGood).CountBy(a => a.Status is 0 ? a.Problem! : $"http_{a.Status}").ToDictionary());
    }
}

/// <param name="Requests">All of them, retries too.</param>
/// <param name="Milliseconds">Of those that got any response.</param>
/// <param name="OverOneSecond">The product promises one second.</param>
/// <param name="OverThreeSeconds">Slack no longer waited.</param>
/// <param name="Failures">Those without a 2xx, by what happened. Forgeries are to be among them.</param>
public sealed record AckReport(
    int Requests, Spread Milliseconds, int OverOneSecond, int OverThreeSeconds, IReadOnlyDictionary<string, int> Failures);
