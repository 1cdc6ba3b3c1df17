using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Access;

/// <summary>Opens a console session with a key, or with the token of a sign-in link. Commits by itself: two uses of a link collide there.</summary>
public sealed record SignIn(Secret? Key, Secret? Token) : ISelfCommitting<SignedIn>;

/// <summary>A session that was opened.</summary>
/// <param name="Session">The token for the cookie.</param>
/// <param name="Name">The key's name.</param>
/// <param name="Scopes">The key's scopes.</param>
/// <param name="ExpiresAt">When the session ends.</param>
public sealed record SignedIn(Secret Session, string Name, IReadOnlyList<Scope> Scopes, DateTimeOffset ExpiresAt);

internal sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator() =>
        RuleFor(c => c).Must(c => c.Key is null != c.Token is null).OverridePropertyName("key").WithMessage("Send either key or token.");
}

internal sealed class SignInHandler(IAccessDb db, IUnitOfWork unitOfWork, IAudit audit, IServiceScopeFactory scopes, TimeProvider clock)
    : IRequestHandler<SignIn, Result<SignedIn>>
{
    public async Task<Result<SignedIn>> Handle(SignIn command, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var key = command.Key is { } secret
            ? await FindAsync(secret, cancellationToken)
            : await UseLinkAsync(command.Token!.Value, now, cancellationToken);
        if (key?.IsActive(now) != true)
        {
            return await RefuseAsync(cancellationToken);
        }

        var token = Secret.NewToken();
        var session = ConsoleSession.Open(token, key, now);
        db.ConsoleSessions.Add(session);
        audit.Record("console.signed_in", key.Id.Value.ToString(), new { By = command.Key is null ? "link" : "key" }, actor: key.Name);
        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await RefuseAsync(cancellationToken);
        }

        return new SignedIn(token, key.Name, ScopeText.Split(key.Scopes), session.ExpiresAt);
    }

    /// <summary>Audits the attempt with its address and without what was typed, which may be a key with a typing error.</summary>
    private async Task<Error> RefuseAsync(CancellationToken cancellationToken)
    {
        // in a scope of its own: this one may hold a link that was used and a session that was not opened
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IAudit>().Record("console.sign_in_failed", "console");
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
        return AccessErrors.BadCredential;
    }

    private async Task<ApiKey?> FindAsync(Secret secret, CancellationToken cancellationToken)
    {
        var hash = secret.Hash();
        return await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, cancellationToken);
    }

    private async Task<ApiKey?> UseLinkAsync(Secret token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = token.Hash();
        var link = await db.SignInLinks.SingleOrDefaultAsync(l => l.Hash == hash, cancellationToken);
        return link?.Use(now).IsSuccess == true
            ? await db.ApiKeys.AsNoTracking().SingleAsync(k => k.Id == link.ApiKeyId, cancellationToken)
            : null;
    }
}
