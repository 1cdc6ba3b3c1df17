using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Access;

/// <summary>What the first start must tell the operator; it can be had only once.</summary>
/// <param name="Key">The admin key, null when the operator set it.</param>
/// <param name="SignInToken">Signs one browser in, once.</param>
/// <param name="SignInExpiresAt">Until when.</param>
public sealed record FirstAdmin(Secret? Key, Secret SignInToken, DateTimeOffset SignInExpiresAt);

/// <summary>Sees to it that somebody can administer the platform. Call it at every start, after the migrations.</summary>
public sealed partial class BootstrapAdmin(
    IAccessDb db, IUnitOfWork unitOfWork, IAudit audit, AccessOptions options, TimeProvider clock, ILogger<BootstrapAdmin> logger)
{
    /// <summary>
    /// Makes the first admin key when there is no key at all, or ensures the one that the operator set.
    /// Null when this was not the first start, or when another node that starts at the same time is making the key.
    /// </summary>
    public async Task<FirstAdmin?> EnsureAsync(CancellationToken cancellationToken)
    {
        var isFirst = !await db.ApiKeys.AnyAsync(cancellationToken);
        if (options.AdminKey is { } given)
        {
            var hash = given.Hash();
            if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Hash == hash, cancellationToken) is { } known)
            {
                await KeepAsync(known, cancellationToken);
                return null;
            }

            return await AddAsync(ApiKey.OfOperator(given, clock.Now()), shown: null, isFirst, cancellationToken);
        }

        var secret = Secret.NewKey();
        return isFirst ? await AddAsync(ApiKey.First(secret, clock.Now()), secret, isFirst, cancellationToken) : null;
    }

    private async Task<FirstAdmin?> AddAsync(ApiKey key, Secret? shown, bool isFirst, CancellationToken cancellationToken)
    {
        var token = Secret.NewToken();
        var link = SignInLink.For(key.Id, token, clock.Now());
        db.ApiKeys.Add(key);
        audit.Record("api_key.bootstrapped", key.Id.Value.ToString(), new { key.Name, key.Prefix });
        if (isFirst)
        {
            db.SignInLinks.Add(link);
        }

        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // the primary key or the hash's unique index: another node was quicker, and it tells the operator
            var hash = key.Hash;
            if (await db.ApiKeys.AsNoTracking().AnyAsync(k => k.Id == key.Id || k.Hash == hash, cancellationToken))
            {
                return null;
            }

            throw;
        }

        return isFirst ? new FirstAdmin(shown, token, link.ExpiresAt) : null;
    }

    private async Task KeepAsync(ApiKey known, CancellationToken cancellationToken)
    {
        if (!known.IsActive(clock.Now()))
        {
            // a key is revoked for a reason; a forgotten setting must not bring it back
            LogRevoked(known.Prefix);
        }
        else if (!known.IsAdmin)
        {
            known.MakeAdmin();
            audit.Record("api_key.made_admin", known.Id.Value.ToString(), new { known.Name, known.Prefix });
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "CHATPLATFORM_ADMIN_KEY ({Prefix}…) was revoked or has expired and stays so; set another one, or remove the setting.")]
    private partial void LogRevoked(string prefix);
}
