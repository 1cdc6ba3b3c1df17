using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace ChatPlatform.Api.Hosting;

/// <summary>What is logged, and how: lines for people in a terminal, JSON lines everywhere else.</summary>
internal static class LoggingSetup
{
    public const string Expected = "one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL, NONE";

    public static LogLevel? LevelOf(string? text) => text?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        "NONE" or "OFF" => LogLevel.None,
        _ => null,
    };

    public static void Add(WebApplicationBuilder builder)
    {
        var level = LevelOf(builder.Configuration["LOG_LEVEL"]?.Trim()) ?? LogLevel.Information;
        var debug = Settings.BoolOf(builder.Configuration["DEBUG"]?.Trim()) ?? false;

        // the lowest source, so that Logging__LogLevel__Some.Category still has the last word
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels(level, debug) });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = Console.IsOutputRedirected ? LoggingJson.FormatterName : LoggingLines.FormatterName;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite; // a terminal that hangs must not hang the service
        });
        builder.Logging.AddConsoleFormatter<LoggingJson, ConsoleFormatterOptions>();
        builder.Logging.AddConsoleFormatter<LoggingLines, ConsoleFormatterOptions>();
    }

    internal static Dictionary<string, string?> Levels(LogLevel level, bool debug)
    {
        var framework = level switch
        {
            LogLevel.Trace => LogLevel.Debug,
            LogLevel.Debug => LogLevel.Information,
            LogLevel.Information => LogLevel.Warning, // its information is one of our lines said in three
            _ => level,
        };

        // failures of the database reach us as exceptions and are logged where they are met; SQL is for debugging only
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = level.ToString(),
            ["Logging:LogLevel:Microsoft"] = framework.ToString(),
            ["Logging:LogLevel:System"] = framework.ToString(),
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = level.ToString(),
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = (debug ? LogLevel.Warning : LogLevel.None).ToString(),
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = (debug ? LogLevel.Information : LogLevel.None).ToString(),
            ["Logging:LogLevel:Npgsql"] = (debug ? LogLevel.Warning : LogLevel.None).ToString(),
            ["Logging:LogLevel:Npgsql.Command"] = (debug ? LogLevel.Information : LogLevel.None).ToString(),
        };
    }
}
