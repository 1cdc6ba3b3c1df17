using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ChatPlatform.Application.Common;

/// <summary>What the product measures about itself. Costs next to nothing while nobody listens. docs/observability.md lists it.</summary>
public static class Telemetry
{
    public const string Name = "ChatPlatform";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Turns =
        Meter.CreateCounter<long>("chat.turns", "{turn}", "Turns that ended.");

    private static readonly Histogram<double> FirstToken = Meter.CreateHistogram(
        "chat.time_to_first_token", "s", "From the accepted message to the first token of its answer.",
        advice: Buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30));

    private static readonly Counter<long> Tokens =
        Meter.CreateCounter<long>("chat.tokens", "{token}", "Tokens of answered turns.");

    private static readonly Histogram<double> LogSave = Meter.CreateHistogram(
        "chat.log_save.duration", "s", "Storing an answer with its log row.",
        advice: Buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5));

    private static readonly UpDownCounter<long> QueueDepth =
        Meter.CreateUpDownCounter<long>("chat.turn_queue.depth", "{turn}", "Turn writes that wait for their commit.");

    private static readonly Histogram<double> TaskPickUp = Meter.CreateHistogram(
        "chat.task.pick_up", "s", "From when a task was due to when a worker took it.",
        advice: Buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60));

    private static readonly Histogram<double> TaskAttempts = Meter.CreateHistogram(
        "chat.task.duration", "s", "One attempt at a task, by how it ended.",
        advice: Buckets(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120));

    private static readonly Counter<long> Deliveries =
        Meter.CreateCounter<long>("chat.deliveries", "{delivery}", "Answers sent through a channel, by what became of them.");

    private static readonly Counter<long> EventLogDropped =
        Meter.CreateCounter<long>("chat.event_log.dropped", "{event}", "Events that could not be kept.");

    private static readonly Counter<long> LogMessageDropped =
        Meter.CreateCounter<long>("chat.log_messages.dropped", "{message}", "Log messages that could not be kept.");

    private static readonly Counter<long> RobeingLookups =
        Meter.CreateCounter<long>("chat.robeing_cache.lookups", "{lookup}", "Robeings that were looked up in memory.");

    private static readonly Histogram<double> RollUpDuration = Meter.CreateHistogram(
        "chat.rollup.duration", "s", "One roll-up of the statistics, all its batches together.",
        advice: Buckets(0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300));

    private static readonly Counter<long> RollUpRows =
        Meter.CreateCounter<long>("chat.rollup.rows", "{change}", "Changes of the conversation log that were counted.");

    private static readonly ObservableGauge<double> RollUpLag =
        Meter.CreateObservableGauge("chat.rollup.lag", Lag, "s", "No change of the conversation log that is not counted yet is older.");

    private static LagAt? _lag;

    /// <summary>A turn reached its end.</summary>
    /// <param name="status">How it ended, as the message's status says: completed, failed, cancelled, interrupted.</param>
    public static void TurnEnded(string status) => Turns.Add(1, new KeyValuePair<string, object?>("status", status));

    public static void FirstTokenAfter(TimeSpan elapsed) => FirstToken.Record(elapsed.TotalSeconds);

    /// <summary>What an answered turn cost.</summary>
    /// <param name="model">The model that answered.</param>
    /// <param name="input">Tokens sent.</param>
    /// <param name="output">Tokens received.</param>
    public static void TokensUsed(string model, long input, long output)
    {
        Tokens.Add(input, new("direction", "input"), new KeyValuePair<string, object?>("model", model));
        Tokens.Add(output, new("direction", "output"), new KeyValuePair<string, object?>("model", model));
    }

    public static void LogSavedAfter(TimeSpan elapsed) => LogSave.Record(elapsed.TotalSeconds);

    /// <summary>Turn writes joined or left the queue before the commit.</summary>
    /// <param name="change">+n when writes join the queue, −n when they leave it.</param>
    public static void QueueChanged(long change) => QueueDepth.Add(change);

    public static void TaskPickedUpAfter(TimeSpan waited) => TaskPickUp.Record(waited.TotalSeconds);

    /// <summary>One attempt at a task ended.</summary>
    /// <param name="kind">The task's kind.</param>
    /// <param name="status">The task's status after it; pending means that it is tried again.</param>
    /// <param name="elapsed">How long the attempt took.</param>
    public static void TaskEnded(string kind, string status, TimeSpan elapsed) =>
        TaskAttempts.Record(elapsed.TotalSeconds, new("kind", kind), new KeyValuePair<string, object?>("status", Snake(status)));

    /// <summary>Something was sent through a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="result">What became of it: Delivered, Partly, Refused, NotSent, Ambiguous.</param>
    public static void DeliveryEnded(string channel, string result) =>
        Deliveries.Add(1, new("channel", channel), new KeyValuePair<string, object?>("result", Snake(result)));

    private static string Snake(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    public static void EventsDropped(long count) => EventLogDropped.Add(count);

    public static void LogMessagesDropped(long count) => LogMessageDropped.Add(count);

    /// <summary>A robeing was looked up in memory.</summary>
    /// <param name="isHit">False when the database had to be asked.</param>
    public static void RobeingLookedUp(bool isHit) => RobeingLookups.Add(1, new KeyValuePair<string, object?>("result", isHit ? "hit" : "miss"));

    /// <summary>This node counted what was there to be counted.</summary>
    public static void RolledUp(long rows, TimeSpan elapsed)
    {
        RollUpRows.Add(rows);
        RollUpDuration.Record(elapsed.TotalSeconds);
    }

    /// <summary>The statistics are complete, on whatever node they were counted; the age grows by itself until the next call.</summary>
    /// <param name="age">Of the moment up to which they are; null when they never were complete.</param>
    public static void CountedUntil(TimeSpan? age) => _lag = age is { } known ? new(known, Stopwatch.GetTimestamp()) : null;

    private static IEnumerable<Measurement<double>> Lag() =>
        _lag is { } lag ? [new((lag.Age + Stopwatch.GetElapsedTime(lag.At)).TotalSeconds)] : [];

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    private sealed record LagAt(TimeSpan Age, long At);
}
