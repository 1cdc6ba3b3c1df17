using ChatPlatform.Domain.Insights;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Insights;

/// <summary>This module's view of the database. Events are written through <see cref="Contracts.IEventLog"/> instead.</summary>
public interface IInsightsDb
{
    DbSet<EventLogEntry> EventLog { get; }

    DbSet<LogMessage> LogMessages { get; }

    /// <summary>Written by <see cref="IUsageCounter"/> alone.</summary>
    DbSet<UsageQuarter> UsageQuarters { get; }

    /// <summary>Written by <see cref="IUsageCounter"/> alone.</summary>
    DbSet<UsageUserQuarter> UsageUserQuarters { get; }

    /// <summary>One row, or none while nothing has been counted.</summary>
    DbSet<UsageProgress> UsageProgress { get; }
}
