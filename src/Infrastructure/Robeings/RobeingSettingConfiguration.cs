using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Robeings;

internal sealed class RobeingSettingConfiguration : IEntityTypeConfiguration<RobeingSetting>
{
    public void Configure(EntityTypeBuilder<RobeingSetting> builder)
    {
        builder.ToTable("robeing_settings");
        builder.HasKey(s => new { s.RobeingId, s.Category, s.Key });
        builder.Property(s => s.Key).HasMaxLength(RobeingSetting.KeyMaxLength);
        builder.Property(s => s.Value).HasMaxLength(RobeingSetting.ValueMaxLength);
        builder.Property(s => s.UpdatedAt);
        builder.Ignore(s => s.IsFree);
        builder.HasOne<Robeing>().WithMany().HasForeignKey(s => s.RobeingId).OnDelete(DeleteBehavior.Cascade);
    }
}
