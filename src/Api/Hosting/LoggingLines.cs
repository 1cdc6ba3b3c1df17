using System.Diagnostics;
using System.Globalization;
using System.Text;
using ChatPlatform.Application.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ChatPlatform.Api.Hosting;

/// <summary>For a terminal: <c>12:03:04.123 INFO  Http GET /health 200 in 0.3 ms  4bf92f35</c>. Colours unless <c>NO_COLOR</c> is set.</summary>
internal sealed class LoggingLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";

    private const string Reset = "\e[0m";
    private const string Dim = "\e[90m";
    private const string Blue = "\e[34m";

    /// <summary>Enough of a trace id to find the request again on one screen.</summary>
    private const int TraceLength = 8;

    private static readonly bool Colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (!LoggingText.IsFailedStart(logEntry.EventId))
        {
            textWriter.WriteLine(Format(logEntry, clock.GetLocalNow(), Colours));
        }
    }

    internal static string Format<TState>(in LogEntry<TState> entry, DateTimeOffset now, bool colours)
    {
        var line = new StringBuilder();
        var (name, colour) = NameOf(entry.LogLevel);
        Paint(line, Dim, now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), colours);
        Paint(line.Append(' '), colour, name, colours);
        Paint(line.Append(' '), Blue, LoggingText.Short(entry.Category), colours);
        line.Append(' ');
        if (LoggingSql.Of(entry.State) is { } sql)
        {
            sql.AppendTo(line, colours);
        }
        else
        {
            line.AppendClean(entry.Formatter(entry.State, entry.Exception));
            foreach (var (key, value) in LoggingText.Unshown(entry.State))
            {
                Paint(line.Append(' '), Dim, key + "=", colours);
                line.AppendClean(Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }

        if (entry.Exception is not null)
        {
            line.Append(" | ").AppendClean(entry.Exception.Compact());
        }

        if (Activity.Current is { } activity)
        {
            Paint(line.Append("  "), Dim, activity.TraceId.ToHexString()[..TraceLength], colours);
        }

        return line.ToString();
    }

    private static void Paint(StringBuilder line, string colour, string text, bool colours)
    {
        if (colours)
        {
            line.Append(colour).Append(text).Append(Reset);
        }
        else
        {
            line.Append(text);
        }
    }

    private static (string Name, string Colour) NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => ("TRACE", Dim),
        LogLevel.Debug => ("DEBUG", Dim),
        LogLevel.Information => ("INFO ", "\e[32m"),
        LogLevel.Warning => ("WARN ", "\e[33m"),
        LogLevel.Error => ("ERROR", "\e[31m"),
        _ => ("FATAL", "\e[1;31m"),
    };
}
