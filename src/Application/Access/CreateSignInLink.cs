using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using MediatR;

namespace ChatPlatform.Application.Access;

/// <summary>A link that signs another browser in once, as the caller.</summary>
public sealed record CreateSignInLink : ICommand<CreatedSignInLink>;

public sealed record CreatedSignInLink(Secret Token, DateTimeOffset ExpiresAt);

internal sealed class CreateSignInLinkHandler(IAccessDb db, IAudit audit, ICallContext call, TimeProvider clock)
    : IRequestHandler<CreateSignInLink, Result<CreatedSignInLink>>
{
    public Task<Result<CreatedSignInLink>> Handle(CreateSignInLink command, CancellationToken cancellationToken)
    {
        if (call.Caller is not { } caller)
        {
            return Task.FromResult(Result<CreatedSignInLink>.Failure(AccessErrors.BadCredential));
        }

        var token = Secret.NewToken();
        var link = SignInLink.For(caller.KeyId, token, clock.Now());
        db.SignInLinks.Add(link);
        audit.Record("sign_in_link.created", caller.KeyId.Value.ToString());
        return Task.FromResult<Result<CreatedSignInLink>>(new CreatedSignInLink(token, link.ExpiresAt));
    }
}
