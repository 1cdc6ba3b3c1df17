using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>This module's view of the database.</summary>
public interface IRobeingsDb
{
    DbSet<Robeing> Robeings { get; }

    DbSet<RobeingSetting> RobeingSettings { get; }
}
