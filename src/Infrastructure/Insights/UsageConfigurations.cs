using ChatPlatform.Domain.Insights;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Insights;

internal sealed class UsageQuarterConfiguration : IEntityTypeConfiguration<UsageQuarter>
{
    public const int NameMaxLength = 100;

    public void Configure(EntityTypeBuilder<UsageQuarter> builder)
    {
        builder.ToTable("usage_quarter");
        builder.HasKey(u => new { u.Quarter, u.ClientId, u.Channel, u.RobeingId });
        builder.Property(u => u.Channel).HasMaxLength(NameMaxLength);
        builder.Property(u => u.RobeingId).HasMaxLength(NameMaxLength);
    }
}

internal sealed class UsageUserQuarterConfiguration : IEntityTypeConfiguration<UsageUserQuarter>
{
    public void Configure(EntityTypeBuilder<UsageUserQuarter> builder)
    {
        builder.ToTable("usage_user_quarter");
        builder.HasKey(u => new { u.Quarter, u.ClientId, u.UserId, u.RobeingId });
        builder.Property(u => u.RobeingId).HasMaxLength(UsageQuarterConfiguration.NameMaxLength);

        // for an erasure
        builder.HasIndex(u => u.UserId);
    }
}

internal sealed class UsageProgressConfiguration : IEntityTypeConfiguration<UsageProgress>
{
    public void Configure(EntityTypeBuilder<UsageProgress> builder)
    {
        builder.ToTable("usage_progress");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
    }
}

internal sealed class LogChangeConfiguration : IEntityTypeConfiguration<LogChange>
{
    public void Configure(EntityTypeBuilder<LogChange> builder)
    {
        builder.ToTable("conversation_log_change");
        builder.HasNoKey();
        builder.Property(c => c.Channel).HasMaxLength(UsageQuarterConfiguration.NameMaxLength);
        builder.Property(c => c.RobeingId).HasMaxLength(UsageQuarterConfiguration.NameMaxLength);
    }
}
