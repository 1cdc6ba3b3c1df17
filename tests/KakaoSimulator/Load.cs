using System.Collections.Concurrent;
using System.Globalization;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Skill requests at a fixed rate, whether or not earlier ones were answered.</summary>
/// <param name="bot">Sends them.</param>
/// <param name="perSecond">The rate.</param>
/// <param name="people">Who write in turn.</param>
/// <param name="text">What they write, after the marker.</param>
/// <param name="callback">How the callback URLs behave; null sends none.</param>
public sealed class Load(Bot bot, double perSecond, int people, string text, CallbackMode? callback)
{
    private readonly ConcurrentQueue<(ReplyKind Kind, double Milliseconds)> _measured = new();
    private int _callbacks;

    public async Task<LoadReport> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = bot.Clock.GetTimestamp();
        var requests = new List<Task>();
        for (var i = 0; i < duration.TotalSeconds * perSecond; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            var early = due - bot.Clock.GetElapsedTime(started);
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, bot.Clock, cancellationToken);
            }

            requests.Add(SendAsync(i, started, due, cancellationToken));
        }

        await Task.WhenAll(requests);
        return LoadReport.Of([.. _measured], bot.Clock.GetElapsedTime(started), Volatile.Read(ref _callbacks), [.. bot.Ledger.Violations]);
    }

    private async Task SendAsync(int number, long started, TimeSpan due, CancellationToken cancellationToken)
    {
        await Task.Yield(); // the next request must not wait for this one to be written
        var person = $"load-{bot.Ledger.Run}-{(number % people).ToString("D5", CultureInfo.InvariantCulture)}";
        var url = callback is { } mode ? bot.Host.Issue(mode, hit => Count(hit, person)) : null;
        var question = bot.Ledger.Ask(person);
        var reply = await bot.SendAsync(new(person, $"{question.Marker.Question} {text}") { CallbackUrl = url?.Url }, cancellationToken);

        // from when it was due: what waits because the one before was slow has waited too
        _measured.Enqueue((reply.Kind, (bot.Clock.GetElapsedTime(started) - due).TotalMilliseconds));
        if (reply.Response is null)
        {
            url?.Broke();
        }
        else
        {
            url?.Answered(reply.Response.UseCallback);
        }
    }

    private void Count(CallbackHit hit, string person)
    {
        Interlocked.Increment(ref _callbacks);
        foreach (var violation in hit.Violations)
        {
            bot.Ledger.Violate($"{person}: {violation}");
        }
    }
}
