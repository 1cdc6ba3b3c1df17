using System.Globalization;
using System.Text.Json;

namespace ChatPlatform.LoadGenerator;

/// <summary>The command line: a scenario, then <c>--name value</c> pairs.</summary>
internal sealed class LoadOptions
{
    private readonly Dictionary<string, string> _values;

    private LoadOptions(string scenario, Dictionary<string, string> values) => (Scenario, _values) = (scenario, values);

    public string Scenario { get; }

    /// <summary>Of the service that is measured; loopback or an address, no TLS.</summary>
    public Uri Url => new(Text("url", "http://127.0.0.1:5000"));

    /// <summary>Base URL of the model that is called directly, <c>/v1</c> included.</summary>
    public Uri Model => new(Text("model", "http://127.0.0.1:9100/v1"));

    public string Key => Text("key", "");

    /// <summary>Names the line in the results.</summary>
    public string System => Text("system", "product");

    public int Round => Number("round", 1);

    public int Connections => Number("connections", 16);

    /// <summary>The run ends after this many requests or <see cref="Seconds"/>, whichever comes first.</summary>
    public int Requests => Number("requests", 1_000_000);

    public double Seconds => double.Parse(Text("seconds", "5"), CultureInfo.InvariantCulture);

    public double WarmUpSeconds => double.Parse(Text("warmup", "1"), CultureInfo.InvariantCulture);

    /// <summary>Each stream waits for a random time up to this before it asks, so that streams of one length do not march in step; 0 for none.</summary>
    public int PauseMilliseconds => Number("pause", 0);

    /// <summary>Name → process whose processor time is taken over the measured requests: <c>server=123,database=456+</c>; + adds its children.</summary>
    public IReadOnlyDictionary<string, string> Processes => Text("cpu", "").Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    public static LoadOptions Parse(string[] args)
    {
        var values = new Dictionary<string, string>();
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            values[args[i].TrimStart('-')] = args[i + 1];
        }

        return new(args.FirstOrDefault("help"), values);
    }

    /// <summary>To the terminal in short, and to the results file.</summary>
    public void Write(Measurement measured)
    {
        Console.WriteLine(measured);
        if (Text("out", "") is { Length: > 0 } file)
        {
            File.AppendAllText(file, JsonSerializer.Serialize(measured, Measurement.Json) + "\n");
        }
    }

    public IReadOnlyList<Measurement> ReadAll() =>
        [.. File.ReadLines(Text("out", "results.jsonl")).Select(line => JsonSerializer.Deserialize<Measurement>(line, Measurement.Json)!)];

    private int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
