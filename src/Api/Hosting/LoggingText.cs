using System.Text;

namespace ChatPlatform.Api.Hosting;

/// <summary>What the two formatters share.</summary>
internal static class LoggingText
{
    private const string Template = "{OriginalFormat}";

    /// <summary>The last part of a category; the rest is always the same.</summary>
    public static string Short(string category) => category[(category.LastIndexOf('.') + 1)..];

    /// <summary>The host logs a failed start with its stack; the sentence that the program prints says it better.</summary>
    public static bool IsFailedStart(EventId id) => id.Name == "HostedServiceStartupFaulted";

    public static IEnumerable<KeyValuePair<string, object?>> ValuesOf<TState>(TState state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? values.Where(v => v.Key != Template) : [];

    /// <summary>Values that the message's template does not show already.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Unshown<TState>(TState state)
    {
        var template = state is IEnumerable<KeyValuePair<string, object?>> values
            ? values.FirstOrDefault(v => v.Key == Template).Value as string ?? ""
            : "";
        return ValuesOf(state).Where(v => !template.Contains("{" + v.Key, StringComparison.Ordinal));
    }

    /// <summary>Control characters would let a caller write log lines of its own, or drive the terminal.</summary>
    public static void AppendClean(this StringBuilder line, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append(' '),
                _ when char.IsControl(c) => line.Append('?'),
                _ => line.Append(c),
            };
        }
    }
}
