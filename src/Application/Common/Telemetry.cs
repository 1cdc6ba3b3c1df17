using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ChatPlatform.Application.Common;

/// <summary>What the platform measures of itself; names follow OpenTelemetry's style, durations are seconds.</summary>
public static class Telemetry
{
    public const string Name = "ChatPlatform";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Turns = Meter.CreateCounter<long>("chat.turns", "{turn}", "Turns that ended, by status and channel.");

    public static readonly Counter<long> Tokens = Meter.CreateCounter<long>("chat.tokens", "{token}", "Tokens as the model reported them, by direction.");

    public static readonly Histogram<double> TimeToFirstToken = Meter.CreateHistogram<double>("chat.time_to_first_token", "s", "From the call to the first piece of text.");

    public static readonly Histogram<double> LogSave = Meter.CreateHistogram<double>("chat.log_save.duration", "s", "Until an answer with its log row was committed.");
}
