using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Access;

/// <summary>Ends a key and the console sessions opened with it. Commits by itself, because the callers are forgotten after the commit.</summary>
public sealed record RevokeApiKey(ApiKeyId Id) : ISelfCommitting<Done>;

internal sealed class RevokeApiKeyHandler(IAccessDb db, IUnitOfWork unitOfWork, IAudit audit, ICallers callers, TimeProvider clock)
    : IRequestHandler<RevokeApiKey, Result<Done>>
{
    public async Task<Result<Done>> Handle(RevokeApiKey command, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == command.Id, cancellationToken);
        if (key is null)
        {
            return AccessErrors.KeyNotFound(command.Id);
        }

        if (key.IsAdmin && key.IsActive(now))
        {
            var other = await OtherAdminAsync(key.Id, now, cancellationToken);
            if (other is null)
            {
                return AccessErrors.LastAdmin;
            }

            other.StayAsAdmin();
        }

        var revoked = key.Revoke(now);
        if (!revoked.IsSuccess)
        {
            return revoked;
        }

        audit.Record("api_key.revoked", key.Id.Value.ToString(), new { key.Name, key.Prefix });
        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccessErrors.ChangedMeanwhile;
        }

        callers.Forget();
        return revoked;
    }

    // the one without an end first: it is the better witness that somebody can still administer tomorrow
    private Task<ApiKey?> OtherAdminAsync(ApiKeyId id, DateTimeOffset now, CancellationToken cancellationToken) => db.ApiKeys
        .Where(k => k.Id != id && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now) && k.Scopes.Contains(ScopeText.Admin))
        .OrderBy(k => k.ExpiresAt == null ? 0 : 1).ThenByDescending(k => k.CreatedAt)
        .FirstOrDefaultAsync(cancellationToken);
}
