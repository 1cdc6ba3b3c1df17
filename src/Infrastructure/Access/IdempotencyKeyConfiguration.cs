using ChatPlatform.Application.Access.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Access;

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    // one media type with its parameters; one path
    private const int HeaderMaxLength = 200;

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_key");
        builder.HasKey(i => new { i.ClientId, i.Key });
        builder.Property(i => i.Key).HasMaxLength(IdempotencyKey.KeyMaxLength);
        builder.Property(i => i.RequestHash).HasMaxLength(RequestHash.Length);
        builder.Property(i => i.ResponseContentType).HasMaxLength(HeaderMaxLength);
        builder.Property(i => i.ResponseLocation).HasMaxLength(HeaderMaxLength);
        builder.HasIndex(i => i.CreatedAt);
    }
}
