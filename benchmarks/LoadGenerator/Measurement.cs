using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatPlatform.LoadGenerator;

/// <summary>A line of the results file. Times are milliseconds.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ChatResult), "chat")]
[JsonDerivedType(typeof(StreamResult), "stream")]
[JsonDerivedType(typeof(LogsResult), "logs")]
[JsonDerivedType(typeof(QueueResult), "queue")]
[JsonDerivedType(typeof(SkillResult), "skill")]
[JsonDerivedType(typeof(Fact), "fact")]
internal abstract record Measurement
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <param name="CpuMs">Processor time per request of each process that was named.</param>
/// <param name="FirstError">Of the errors, to see what went wrong.</param>
internal sealed record ChatResult(
    string System, int Connections, int Round, int Requests, double PerSecond, Spread Latency, int Errors, string? FirstError,
    IReadOnlyDictionary<string, double> CpuMs) : Measurement
{
    public override string ToString() =>
        $"chat   {System,-26} c={Connections,-4} round {Round}: {PerSecond,7:F0}/s  {Latency}  errors {Errors} of {Requests}  "
        + string.Join("  ", CpuMs.Select(c => $"{c.Key} {c.Value:F3}")) + (FirstError is null ? "" : $"\n       {FirstError}");
}

/// <param name="Model">What the model's pace was.</param>
/// <param name="Product">Time to the first delta through the platform.</param>
/// <param name="Direct">The same from the model itself.</param>
internal sealed record StreamResult(string Model, int Streams, int Round, int Requests, Spread Product, Spread Direct, int Errors, string? FirstError)
    : Measurement
{
    public override string ToString() =>
        $"stream {Model,-26} c={Streams,-4} round {Round}: platform {Product}  direct {Direct}  errors {Errors} of {Requests}"
        + (FirstError is null ? "" : $"\n       {FirstError}");
}

/// <param name="Rows">In the answers on average.</param>
internal sealed record LogsResult(string Query, int Connections, int Requests, double Rows, Spread Latency, int Errors, string? FirstError) : Measurement
{
    public override string ToString() =>
        $"logs   {Query,-44} c={Connections,-4} {Requests,5} requests: {Latency}  rows {Rows:F1}  errors {Errors}"
        + (FirstError is null ? "" : $"\n       {FirstError}");
}

/// <summary>Written by <c>benchmarks/TaskQueue</c>.</summary>
/// <param name="Parallelism">Tasks at once.</param>
/// <param name="Drained">Tasks a second of those that waited already.</param>
/// <param name="Flowed">Tasks a second that came with a commit each.</param>
/// <param name="PickUp">From the commit to the handler.</param>
internal sealed record QueueResult(int Parallelism, int Round, int Tasks, double Drained, double Flowed, Spread PickUp) : Measurement;

/// <summary>Written by <c>tests/KakaoSimulator load</c>.</summary>
/// <param name="Name">What was sent.</param>
/// <param name="PerSecond">The rate that was reached.</param>
internal sealed record SkillResult(string Name, double PerSecond, int Requests, Spread Responses, int Refused, int Violations) : Measurement;

internal sealed record Fact(string Name, double Value, string Unit) : Measurement
{
    public override string ToString() => $"{Name}: {Value} {Unit}";
}

/// <summary>Exact percentiles (nearest rank) of all samples, in milliseconds.</summary>
internal readonly record struct Spread(double P50, double P90, double P99, double Max)
{
    public static Spread Of(List<double> samples)
    {
        if (samples.Count == 0)
        {
            return default;
        }

        samples.Sort();
        return new(At(0.50), At(0.90), At(0.99), samples[^1]);

        double At(double share) => samples[Math.Max((int)Math.Ceiling(share * samples.Count) - 1, 0)];
    }

    public override string ToString() => $"p50 {P50:F2} p90 {P90:F2} p99 {P99:F2} max {Max:F1} ms";
}
