using ChatPlatform.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Access;

internal sealed class SignInLinkConfiguration : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> builder)
    {
        builder.ToTable("sign_in_link");
        builder.HasKey(l => l.Hash);
        builder.Property(l => l.Hash).HasMaxLength(Secret.HashLength);
        builder.Property(l => l.CreatedAt);
        // of two browsers that use the link at once, the second finds it changed
        builder.Property(l => l.UsedAt).IsConcurrencyToken();
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(l => l.ApiKeyId);
        builder.HasIndex(l => l.ExpiresAt);
    }
}
