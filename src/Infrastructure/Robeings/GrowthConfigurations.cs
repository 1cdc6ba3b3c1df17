using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Robeings;

internal sealed class GrowthEventConfiguration : IEntityTypeConfiguration<GrowthEvent>
{
    private const int ReasonMaxLength = 40;

    public void Configure(EntityTypeBuilder<GrowthEvent> builder)
    {
        builder.ToTable("robeing_growth");
        builder.HasKey(g => g.Id);
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.RobeingId);
        builder.Property(g => g.Kind);
        builder.Property(g => g.Reason).HasMaxLength(ReasonMaxLength);
        builder.Property(g => g.RuleVersion);
        builder.Property(g => g.CreatedAt);
        builder.Ignore(g => g.Growth);
        builder.HasOne<Robeing>().WithMany().HasForeignKey(g => g.RobeingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(g => new { g.RobeingId, g.CreatedAt, g.Id });
        builder.HasIndex(g => new { g.RobeingId, g.Day }).HasFilter("day IS NOT NULL").IncludeProperties(g => g.Conversations);
    }
}

internal sealed class RobeingAchievementConfiguration : IEntityTypeConfiguration<RobeingAchievement>
{
    public void Configure(EntityTypeBuilder<RobeingAchievement> builder)
    {
        builder.ToTable("robeing_achievement");
        builder.HasKey(a => new { a.RobeingId, a.Code });
        builder.Property(a => a.RobeingId).ValueGeneratedNever();
        builder.Property(a => a.Code).ValueGeneratedNever().HasMaxLength(RobeingAchievement.CodeMaxLength);
        builder.Property(a => a.GrantedAt);
    }
}
