using ChatPlatform.Application.Insights;
using ChatPlatform.Domain.Insights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext : IInsightsDb
{
    public DbSet<EventLogEntry> EventLog => Set<EventLogEntry>();

    public DbSet<LogMessage> LogMessages => Set<LogMessage>();

    public DbSet<UsageQuarter> UsageQuarters => Set<UsageQuarter>();

    public DbSet<UsageUserQuarter> UsageUserQuarters => Set<UsageUserQuarter>();

    public DbSet<UsageProgress> UsageProgress => Set<UsageProgress>();

    private static void ConfigureInsights(ModelConfigurationBuilder builder)
    {
        builder.Properties<EventLogEntryId>().HaveConversion<EventLogEntryIdConverter>();
        builder.Properties<LogMessageId>().HaveConversion<LogMessageIdConverter>();
        builder.Properties<LogMessageLevel>().HaveConversion<SnakeCaseEnumConverter<LogMessageLevel>>().HaveMaxLength(16);
    }

    private sealed class EventLogEntryIdConverter() : ValueConverter<EventLogEntryId, Guid>(id => id.Value, value => new(value));

    private sealed class LogMessageIdConverter() : ValueConverter<LogMessageId, Guid>(id => id.Value, value => new(value));
}
