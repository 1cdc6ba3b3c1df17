using ChatPlatform.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Access;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    // "admin chat ingest", with room for scopes to come
    private const int ScopesMaxLength = 100;

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_key");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.ClientId);
        builder.Property(k => k.Name).HasMaxLength(ApiKey.NameMaxLength);
        builder.Property(k => k.Hash).HasMaxLength(Secret.HashLength);
        builder.Property(k => k.Prefix).HasMaxLength(Secret.DisplayLength);
        builder.Property(k => k.Scopes).HasMaxLength(ScopesMaxLength);
        builder.Property(k => k.CreatedAt);
        builder.Property(k => k.Version).IsConcurrencyToken();
        builder.Ignore(k => k.Events);
        builder.Ignore(k => k.IsAdmin);
        builder.HasIndex(k => k.Hash).IsUnique();
        builder.HasIndex(k => new { k.CreatedAt, k.Id });
    }
}
