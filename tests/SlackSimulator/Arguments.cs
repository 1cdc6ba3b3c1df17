using System.Globalization;

namespace ChatPlatform.SlackSimulator;

/// <summary>The command line: words, <c>--name value</c> pairs, and switches without a value.</summary>
internal sealed class Arguments
{
    private static readonly string[] Switches = ["dm", "help"];

    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _asked = ["help"];
    private readonly List<string> _words = [];

    public Arguments(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                _words.Add(args[i]);
                continue;
            }

            var name = args[i][2..];
            _values[name] = Switches.Contains(name) ? "true"
                : i + 1 < args.Count ? args[++i]
                : throw new FormatException($"--{name} wants a value.");
        }
    }

    /// <summary>Neither options nor their values.</summary>
    public IReadOnlyList<string> Words => _words;

    public bool Has(string name) => Optional(name) is not null;

    public string Text(string name, string otherwise) => Optional(name) ?? otherwise;

    public string? Optional(string name)
    {
        _asked.Add(name);
        return _values.GetValueOrDefault(name);
    }

    public int Whole(string name, int otherwise) => Optional(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"--{name} wants a whole number, not '{text}'.");

    public double Number(string name, double otherwise) => Optional(name) is not { } text ? otherwise
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"--{name} wants a number, not '{text}'.");

    public TimeSpan Seconds(string name, double otherwise) => TimeSpan.FromSeconds(Number(name, otherwise));

    /// <summary><c>--targets</c>: one node of the product or several with commas between them.</summary>
    public IReadOnlyList<Uri> Targets() =>
    [
        .. Text("targets", "http://localhost:5000").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new FormatException($"--targets wants http addresses, not '{url}'.")),
    ];

    /// <summary>From the option or, so that it stays out of the process list, from the environment.</summary>
    public string Secret(string name, string variable, string otherwise) =>
        Optional(name) ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : otherwise);

    /// <summary>To be called when every option has been read: a typing error must not pass for the default.</summary>
    public void RefuseOthers()
    {
        if (_values.Keys.FirstOrDefault(name => !_asked.Contains(name)) is { } unknown)
        {
            throw new FormatException($"There is no option --{unknown} here; --help lists them.");
        }
    }
}
