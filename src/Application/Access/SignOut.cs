using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Access;

/// <summary>Ends the console session of this request; a caller without one has nothing to end. Commits by itself, to forget it afterwards.</summary>
public sealed record SignOut : ISelfCommitting<Done>;

internal sealed class SignOutHandler(IAccessDb db, IUnitOfWork unitOfWork, IAudit audit, ICallers callers, ICallContext call)
    : IRequestHandler<SignOut, Result<Done>>
{
    public async Task<Result<Done>> Handle(SignOut command, CancellationToken cancellationToken)
    {
        if (call.Caller?.SessionHash is not { } hash
            || await db.ConsoleSessions.SingleOrDefaultAsync(s => s.Hash == hash, cancellationToken) is not { } session)
        {
            return new Done();
        }

        db.ConsoleSessions.Remove(session);
        audit.Record("console.signed_out", session.ApiKeyId.Value.ToString());
        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // signed out twice at once: it is gone, which is what was asked for
        }

        callers.Forget();
        return new Done();
    }
}
