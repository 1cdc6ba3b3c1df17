using System.Diagnostics;
using System.Text;

namespace ChatPlatform.Application.Common;

/// <summary>An exception on one line: each type and message from outside in, then our own frames of the innermost.</summary>
public static class ExceptionText
{
    private const int MostFrames = 4;

    public static string Compact(this Exception exception)
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

    /// <summary>An async method is a compiler-made type <c>&lt;Name&gt;d__1</c> with <c>MoveNext</c>.</summary>
    private static string Name(Type type, string method) => type.Name is ['<', ..] && type.Name.IndexOf('>', StringComparison.Ordinal) is var end and > 1
        ? $"{type.DeclaringType?.Name}.{type.Name[1..end]}"
        : $"{type.Name}.{method}";
}
