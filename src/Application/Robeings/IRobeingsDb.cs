using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>This module's view of the database.</summary>
public interface IRobeingsDb
{
    DbSet<Robeing> Robeings { get; }

    /// <summary>The ledger: rows are added and read, never changed.</summary>
    DbSet<GrowthEvent> RobeingGrowth { get; }

    DbSet<RobeingSetting> RobeingSettings { get; }
}
