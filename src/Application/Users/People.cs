using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

internal sealed class People(IUsersDb db, TimeProvider clock) : IPeople
{
    public async Task<Person> FindOrCreateAsync(ChannelIdentity identity, CancellationToken cancellationToken)
    {
        var (client, channel, account, externalId) = identity;
        var user = await (
            from i in db.UserIdentities
            where i.ClientId == client && i.Channel == channel && i.Account == account && i.ExternalId == externalId
            join u in db.AppUsers on i.AppUserId equals u.Id
            select u).Include(u => u.Summary).SingleOrDefaultAsync(cancellationToken);
        user ??= Create(identity);
        user.Seen(clock.Now());
        return new Person(user.Id.Value, user.UserId, user.Name, user.Summary.Text);
    }

    public async Task<NameReply?> HearAsync(Guid person, string utterance, CancellationToken cancellationToken)
    {
        // of this scope's memory, new ones too
        var user = await db.AppUsers.FindAsync([new AppUserId(person)], cancellationToken)
            ?? throw new InvalidOperationException("The person must have been found in this scope.");
        return NameDialogue.Hear(user, utterance, clock.Now()) is { } answer ? NameReplies.Of(user, answer) : null;
    }

    private AppUser Create(ChannelIdentity identity)
    {
        var now = clock.Now();
        var user = AppUser.From(identity.ClientId, identity.Channel, now);
        db.AppUsers.Add(user);
        db.UserIdentities.Add(UserIdentity.Of(user, identity.Channel, identity.Account, identity.ExternalId, now));
        return user;
    }
}
