using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

/// <summary>
/// Removes every trace of a person. A person may be known by nothing but the user id of sessions and logs. An admin reaches every client's
/// people: its own client's first, then the one who was seen last, then the one who talked last.
/// </summary>
public sealed record EraseUser(string UserId) : ISelfCommitting<ErasureReceipt>;

internal sealed class EraseUserHandler(IUsersDb db, IKnownPeople known, IErasure erasure, ICurrentClient client)
    : IRequestHandler<EraseUser, Result<ErasureReceipt>>
{
    public async Task<Result<ErasureReceipt>> Handle(EraseUser command, CancellationToken cancellationToken)
    {
        var user = new UserId(command.UserId);
        var owner = client.IsAdmin ? await OwnerAsync(user, cancellationToken) : client.Id;
        return await erasure.EraseAsync(new PersonToErase(owner, user), cancellationToken);
    }

    private async Task<ClientId> OwnerAsync(UserId user, CancellationToken cancellationToken)
    {
        var named = await db.AppUsers.Reached(user.Value, client).Select(u => (ClientId?)u.ClientId).FirstOrDefaultAsync(cancellationToken);
        if (named == client.Id)
        {
            return client.Id;
        }

        var talked = await known.FindClientAsync(user, client.Id, cancellationToken);
        return talked == client.Id ? client.Id : named ?? talked ?? client.Id;
    }
}
