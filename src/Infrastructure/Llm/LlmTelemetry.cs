using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>What the models' callers measure. Names follow OpenTelemetry's conventions for generative AI where there is one.</summary>
internal static class LlmTelemetry
{
    /// <summary>To subscribe to, for traces and meters alike.</summary>
    public const string Name = "ChatPlatform.Llm";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "gen_ai.client.operation.duration", "s", "A whole call, attempts and waits included.");

    public static readonly Histogram<double> FirstToken = Meter.CreateHistogram<double>(
        "gen_ai.client.operation.time_to_first_chunk", "s", "From the call to the first update of a stream.");

    public static readonly Counter<long> Tokens = Meter.CreateCounter<long>(
        "chatplatform.llm.tokens", "{token}", "Tokens as the servers count them, by gen_ai.token.type input or output.");

    public static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "chatplatform.llm.errors", "{call}", "Failed calls by code.");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "chatplatform.llm.retries", "{attempt}", "Attempts after the first.");
}
