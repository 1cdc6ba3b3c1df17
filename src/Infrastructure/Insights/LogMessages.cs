using System.Diagnostics;
using System.Globalization;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>
/// Keeps warnings and errors of every category. It must not depend on anything that logs. Levels below are refused before anything is
/// made of them, by its filter rules and here; <c>Logging:LogMessages:LogLevel:…</c> can silence a category.
/// </summary>
[ProviderAlias("LogMessages")]
internal sealed class LogMessages(RowBuffer<LogMessage> buffer, TimeProvider clock, ThisNode node) : ILoggerProvider
{
    private static readonly AsyncLocal<bool> Ignored = new();

    /// <summary>Nothing that the calling asynchronous method logs from here on is kept, nor what those log that it calls.</summary>
    public static void IgnoreThisFlow() => Ignored.Value = true;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private void Keep<TState>(
        LogLevel level, string category, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!buffer.HasRoom)
        {
            buffer.Drop(1);
            return;
        }

        buffer.Add(LogMessage.Of(
            clock.Now(),
            level switch
            {
                LogLevel.Warning => LogMessageLevel.Warning,
                LogLevel.Error => LogMessageLevel.Error,
                _ => LogMessageLevel.Critical,
            },
            category,
            eventId.Name ?? (eventId.Id == 0 ? null : eventId.Id.ToString(CultureInfo.InvariantCulture)),
            formatter(state, exception),
            exception?.Compact(),
            Activity.Current?.TraceId.ToHexString(),
            node.Id));
    }

    private sealed class Category(LogMessages owner, string name) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && !Ignored.Value)
            {
                owner.Keep(logLevel, name, eventId, state, exception, formatter);
            }
        }
    }
}
