using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Insights;

internal static class InsightsServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(InsightsSettings.From(configuration));
        services.AddScoped<IInsightsDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddSingleton(new RowBuffer<EventLogEntry>(Application.Common.Telemetry.EventsDropped));
        services.AddSingleton(new RowBuffer<LogMessage>(Application.Common.Telemetry.LogMessagesDropped));
        services.AddSingleton(provider => WriterOf(provider, dropped => EventNotice(provider, dropped)));
        services.AddSingleton(provider => WriterOf(provider, dropped => MessageNotice(provider, dropped)));
        services.AddSingleton<IEventLog, EventLog>();
        if (DatabaseSettings.From(configuration).Provider != DatabaseProvider.InMemory)
        {
            services.AddScoped<IPersonalData, EventErasure>();
        }

        services.AddHostedService<InsightsWriters>();
        services.AddHostedService<InsightsUpkeep>();
        services.AddUsage(configuration);
        services.AddScoped<IPersonalData, UsageErasure>();
        services.AddSingleton<ILoggerProvider, LogMessages>();
        services.Configure<LoggerFilterOptions>(Keep);
        return services;
    }

    /// <summary>
    /// Rules for this provider alone, so that <c>LOG_LEVEL</c>, which is about standard output, has no say in what is kept. They come
    /// first, since of equal rules the last one counts, which is then the configuration's.
    /// </summary>
    private static void Keep(LoggerFilterOptions options)
    {
        var provider = typeof(LogMessages).FullName;
        options.Rules.Insert(0, new LoggerFilterRule(provider, categoryName: null, LogLevel.Warning, filter: null));

        // as for standard output: failures of the database reach us as exceptions and are logged where they are met
        options.Rules.Insert(1, new LoggerFilterRule(provider, "Microsoft.EntityFrameworkCore", LogLevel.None, filter: null));
        options.Rules.Insert(2, new LoggerFilterRule(provider, "Npgsql", LogLevel.None, filter: null));
    }

    private static RowWriter<T> WriterOf<T>(IServiceProvider provider, Func<long, T> notice)
        where T : class => ActivatorUtilities.CreateInstance<RowWriter<T>>(provider, notice);

    private static EventLogEntry EventNotice(IServiceProvider provider, long dropped) => EventLogEntry.Of(
        provider.GetRequiredService<TimeProvider>().Now(),
        "event_log.dropped",
        "eventlog",
        userId: null,
        $"[손실] 이벤트 {dropped}개를 저장하지 못했어요",
        $$"""{"dropped":{{dropped}}}""",
        provider.GetRequiredService<ThisNode>().Id);

    private static LogMessage MessageNotice(IServiceProvider provider, long dropped) => LogMessage.Of(
        provider.GetRequiredService<TimeProvider>().Now(),
        LogMessageLevel.Warning,
        typeof(LogMessages).FullName!,
        "LogMessagesDropped",
        $"{dropped} log messages were dropped: the database was away, or slower than they came",
        exception: null,
        traceId: null,
        provider.GetRequiredService<ThisNode>().Id);
}
