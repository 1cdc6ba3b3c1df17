using System.Diagnostics;
using System.Text;

namespace ChatPlatform.Api.Hosting;

/// <summary>What the two formatters share.</summary>
internal static class LoggingText
{
    private const string Template = "{OriginalFormat}";
    private const int MostFrames = 4;

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

    /// <summary>An exception on one line: each type and message from outside in, then our own frames of the innermost.</summary>
    public static string Compact(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(e == exception ? "" : " <- ").Append(e.GetType().Name).Append(": ").Append(e.Message);
        }

        var frames = new StackTrace(exception.GetBaseException(), fNeedFileInfo: false).GetFrames()
            .Concat(new StackTrace(exception, fNeedFileInfo: false).GetFrames())
            .Select(f => f.GetMethod())
            .Where(m => m?.DeclaringType?.Namespace?.StartsWith("ChatPlatform", StringComparison.Ordinal) == true)
            .Select(m => Name(m!.DeclaringType!, m.Name))
            .Distinct()
            .Take(MostFrames)
            .ToList();
        return frames.Count == 0 ? text.ToString() : text.Append(" (at ").AppendJoin(", ", frames).Append(')').ToString();
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

    /// <summary>An async method is a compiler-made type <c>&lt;Name&gt;d__1</c> with <c>MoveNext</c>.</summary>
    private static string Name(Type type, string method) => type.Name is ['<', ..] && type.Name.IndexOf('>', StringComparison.Ordinal) is var end and > 1
        ? $"{type.DeclaringType?.Name}.{type.Name[1..end]}"
        : $"{type.Name}.{method}";
}
