using System.Diagnostics.Metrics;
using ChatPlatform.Application.Common;

namespace ChatPlatform.UnitTests.Hosting;

public sealed class TelemetryTests
{
    [Fact]
    public void Report_EveryInstrument_ReachesAListenerWithItsTags()
    {
        var seen = new List<(string Name, double Value, string Tags)>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Add(i, v, tags));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Add(i, v, tags));
        listener.Start();

        Telemetry.TurnEnded("of-this-test");
        Telemetry.FirstTokenAfter(TimeSpan.FromMilliseconds(250.5));
        Telemetry.TokensUsed("of-this-test", 12, 34);
        Telemetry.LogSavedAfter(TimeSpan.FromMilliseconds(3.5));
        Telemetry.QueueChanged(2_000_001);
        Telemetry.EventsDropped(2_000_002);
        Telemetry.LogMessagesDropped(2_000_003);
        Telemetry.RobeingLookedUp(isHit: true);
        Telemetry.RobeingLookedUp(isHit: false);

        listener.Dispose();
        // other tests of this process may report too, so each is looked for by a value of its own
        seen.ShouldContain(("chat.turns", 1, "status=of-this-test"));
        seen.ShouldContain(("chat.time_to_first_token", 0.2505, ""));
        seen.ShouldContain(("chat.tokens", 12, "direction=input model=of-this-test"));
        seen.ShouldContain(("chat.tokens", 34, "direction=output model=of-this-test"));
        seen.ShouldContain(("chat.log_save.duration", 0.0035, ""));
        seen.ShouldContain(("chat.turn_queue.depth", 2_000_001, ""));
        seen.ShouldContain(("chat.event_log.dropped", 2_000_002, ""));
        seen.ShouldContain(("chat.log_messages.dropped", 2_000_003, ""));
        seen.ShouldContain(("chat.robeing_cache.lookups", 1, "result=hit"));
        seen.ShouldContain(("chat.robeing_cache.lookups", 1, "result=miss"));

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            Keep((instrument.Name, value, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))));

        void Keep((string, double, string) measurement)
        {
            lock (seen)
            {
                seen.Add(measurement);
            }
        }
    }
}
