using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext : IRobeingsDb
{
    public DbSet<Robeing> Robeings => Set<Robeing>();

    public DbSet<GrowthEvent> RobeingGrowth => Set<GrowthEvent>();

    public DbSet<RobeingSetting> RobeingSettings => Set<RobeingSetting>();

    private static void ConfigureRobeings(ModelConfigurationBuilder builder)
    {
        builder.Properties<RobeingId>().HaveConversion<RobeingIdConverter>().HaveMaxLength(RobeingId.MaxLength);
        builder.Properties<GrowthEventId>().HaveConversion<GrowthEventIdConverter>();
        builder.Properties<GrowthKind>().HaveConversion<SnakeCaseEnumConverter<GrowthKind>>().HaveMaxLength(16);
        builder.Properties<RobeingSettingCategory>().HaveConversion<SnakeCaseEnumConverter<RobeingSettingCategory>>().HaveMaxLength(16);
    }

    private sealed class RobeingIdConverter() : ValueConverter<RobeingId, string>(id => id.Value, value => new(value));

    private sealed class GrowthEventIdConverter() : ValueConverter<GrowthEventId, Guid>(id => id.Value, value => new(value));
}
