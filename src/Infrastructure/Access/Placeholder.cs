using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Access
{
    internal sealed class IdempotencyKey
    {
        public ClientId ClientId { get; set; }
        public string Key { get; set; } = "";
        public string RequestHash { get; set; } = "";
        public Guid? MessageId { get; set; }
        public DateTimeOffset CreatedAt { get; set; }
        public static IdempotencyKey OfTurn(ClientId c, string k, string h, Guid m, DateTimeOffset at) => new() { ClientId = c, Key = k, RequestHash = h, MessageId = m, CreatedAt = at };
    }

    internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
    {
        public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
        {
            builder.ToTable("idempotency_key");
            builder.HasKey(k => new { k.ClientId, k.Key });
        }
    }

    internal sealed class IdempotencyKeys(Persistence.AppDbContext db) : IIdempotencyKeys
    {
        public async Task<UsedKey?> FindAsync(ClientId client, string key, CancellationToken cancellationToken) =>
            await db.IdempotencyKeys.Where(k => k.ClientId == client && k.Key == key).Select(k => new UsedKey(k.RequestHash, k.MessageId)).SingleOrDefaultAsync(cancellationToken);
    }
}

namespace ChatPlatform.Infrastructure.Persistence
{
    internal sealed partial class AppDbContext
    {
        public DbSet<Access.IdempotencyKey> IdempotencyKeys => Set<Access.IdempotencyKey>();
    }
}
