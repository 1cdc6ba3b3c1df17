using ChatPlatform.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Users;

internal sealed class AppUserConfiguration : IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<AppUser> builder)
    {
        builder.ToTable("appuser");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.ClientId);
        builder.Property(u => u.UserId);
        builder.Property(u => u.Name).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.NameGuess).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.CreatedAt);
        builder.Property(u => u.Meetings).IsConcurrencyToken();
        builder.Ignore(u => u.Events);

        // the user id first: an admin looks people up without their client
        builder.HasIndex(u => new { u.UserId, u.ClientId }).IsUnique();
        builder.HasIndex(u => new { u.LastSeenAt, u.Id });
        builder.HasOne(u => u.Summary).WithOne().HasForeignKey<UserSummary>(s => s.AppUserId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(u => u.Summary).IsRequired();
    }
}

internal sealed class UserIdentityConfiguration : IEntityTypeConfiguration<UserIdentity>
{
    public void Configure(EntityTypeBuilder<UserIdentity> builder)
    {
        builder.ToTable("user_identity");
        builder.HasKey(i => new { i.ClientId, i.Channel, i.Account, i.ExternalId });
        builder.Property(i => i.Channel).HasMaxLength(UserIdentity.ChannelMaxLength);
        builder.Property(i => i.Account).HasMaxLength(UserIdentity.AccountMaxLength);
        builder.Property(i => i.ExternalId).HasMaxLength(UserIdentity.ExternalIdMaxLength);
        builder.Property(i => i.CreatedAt);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(i => i.AppUserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class UserSummaryConfiguration : IEntityTypeConfiguration<UserSummary>
{
    public void Configure(EntityTypeBuilder<UserSummary> builder)
    {
        builder.ToTable("usersummary");
        builder.HasKey(s => s.AppUserId);
        builder.Property(s => s.AppUserId).ValueGeneratedNever();
        builder.Property(s => s.Text).HasMaxLength(UserSummary.TextMaxLength);
        builder.Property(s => s.Model).HasMaxLength(UserSummary.ModelMaxLength);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
