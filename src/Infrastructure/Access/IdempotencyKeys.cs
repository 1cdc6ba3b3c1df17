using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Access;

internal sealed class IdempotencyKeys(IAccessDb db) : IIdempotencyKeys
{
    public Task<UsedKey?> FindAsync(ClientId client, string key, CancellationToken cancellationToken) => db.IdempotencyKeys
        .Where(i => i.ClientId == client && i.Key == key)
        .Select(i => new UsedKey(i.RequestHash, i.MessageId))
        .SingleOrDefaultAsync(cancellationToken);
}
