using ChatPlatform.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Access;

internal sealed class ConsoleSessionConfiguration : IEntityTypeConfiguration<ConsoleSession>
{
    public void Configure(EntityTypeBuilder<ConsoleSession> builder)
    {
        builder.ToTable("console_session");
        builder.HasKey(s => s.Hash);
        builder.Property(s => s.Hash).HasMaxLength(Secret.HashLength);
        builder.Property(s => s.CreatedAt);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(s => s.ApiKeyId);
        builder.HasIndex(s => s.ExpiresAt);
    }
}
