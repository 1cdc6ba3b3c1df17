using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Insights;

/// <summary>How bad it is; what is better than a warning is not kept.</summary>
public enum LogMessageLevel
{
    Warning,
    Error,
    Critical,
}

/// <summary>A warning or an error that the platform logged about itself. Never changed.</summary>
public sealed class LogMessage
{
    public const int CategoryMaxLength = 200;
    public const int EventNameMaxLength = 100;
    public const int TextMaxLength = 2_000;
    public const int ExceptionMaxLength = 4_000;
    public const int TraceIdMaxLength = 32;

    private LogMessage(LogMessageId id, DateTimeOffset at, LogMessageLevel level, string category, string text, NodeId node) =>
        (Id, At, Level, Category, Text, Node) = (id, at, level, category, text, node);

    public LogMessageId Id { get; }

    public DateTimeOffset At { get; }

    public LogMessageLevel Level { get; }

    /// <summary>The part of the program that speaks: a type with its namespace.</summary>
    public string Category { get; }

    /// <summary>Name, else number, of the message; null when it has neither.</summary>
    public string? EventName { get; private init; }

    /// <summary>With its values filled in.</summary>
    public string Text { get; }

    /// <summary>Types and messages from outside in, then our own frames of the innermost.</summary>
    public string? Exception { get; private init; }

    /// <summary>Of the request; the same as in its problem.</summary>
    public string? TraceId { get; private init; }

    public NodeId Node { get; }

    public static LogMessage Of(
        DateTimeOffset at,
        LogMessageLevel level,
        string category,
        string? eventName,
        string text,
        string? exception,
        string? traceId,
        NodeId node) => new(
            LogMessageId.New(at),
            at,
            level,
            OperatorText.Storable(category, CategoryMaxLength),
            OperatorText.Masked(text, TextMaxLength),
            node)
        {
            EventName = eventName is null ? null : OperatorText.Storable(eventName, EventNameMaxLength),
            Exception = exception is null ? null : OperatorText.Masked(exception, ExceptionMaxLength),
            TraceId = traceId is null ? null : OperatorText.Storable(traceId, TraceIdMaxLength),
        };
}
