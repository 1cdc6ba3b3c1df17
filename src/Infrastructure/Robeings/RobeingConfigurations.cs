using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Robeings;

internal sealed class RobeingConfiguration : IEntityTypeConfiguration<Robeing>
{
    public void Configure(EntityTypeBuilder<Robeing> builder)
    {
        builder.ToTable("robeing");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.OwnerId);
        builder.Property(r => r.DisplayName).HasMaxLength(Robeing.DisplayNameMaxLength);
        builder.Property(r => r.PromptName).HasMaxLength(Robeing.PromptNameMaxLength);
        builder.Property(r => r.Model).HasMaxLength(Robeing.ModelMaxLength);
        builder.Property(r => r.CreatedAt);
        builder.HasOne(r => r.Stats).WithOne().HasForeignKey<RobeingStats>(s => s.RobeingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(r => r.Achievements).WithOne().HasForeignKey(a => a.RobeingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => r.OwnerId);
    }
}

internal sealed class RobeingStatsConfiguration : IEntityTypeConfiguration<RobeingStats>
{
    public void Configure(EntityTypeBuilder<RobeingStats> builder)
    {
        builder.ToTable("robeing_stats");
        builder.HasKey(s => s.RobeingId);

        // the ledger's sum, which the property shows without what is below zero
        builder.Property(s => s.Experience).HasField("_experience").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.Values);
        builder.Ignore(s => s.PointsAvailable);
    }
}
