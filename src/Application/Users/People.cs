using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

internal sealed class People(IUsersDb db, TimeProvider clock) : IPeople
{
    public async Task<Person> FindOrCreateAsync(ChannelIdentity identity, CancellationToken cancellationToken) =>
        PersonOf(await MeetAsync(identity, cancellationToken));

    public async Task<Person?> FindAsync(ChannelIdentity identity, CancellationToken cancellationToken) =>
        await FindUserAsync(identity, cancellationToken) is { } user ? PersonOf(user) : null;

    public async Task<NameReply?> CallAsync(ChannelIdentity identity, string name, CancellationToken cancellationToken)
    {
        if (NameDialogue.Read(name) is not { } given)
        {
            return null;
        }

        var user = await MeetAsync(identity, cancellationToken);
        return NameReplies.Of(user, new NameAnswer(NameAnswerKind.Called, user.Call(given)));
    }

    public async Task<NameReply?> HearAsync(Guid person, string utterance, CancellationToken cancellationToken)
    {
        // of this scope's memory, new ones too
        var user = await db.AppUsers.FindAsync([new AppUserId(person)], cancellationToken)
            ?? throw new InvalidOperationException("The person must have been found in this scope.");
        return NameDialogue.Hear(user, utterance, clock.Now()) is { } answer ? NameReplies.Of(user, answer) : null;
    }

    public async Task<bool> AskToForgetAsync(ChannelIdentity identity, CancellationToken cancellationToken)
    {
        var user = await FindUserAsync(identity, cancellationToken);
        user?.Seen(clock.Now());
        user?.AskToForget(clock.Now());
        return user is not null;
    }

    public async Task<UserId?> FindAskedToForgetAsync(ChannelIdentity identity, CancellationToken cancellationToken) =>
        await Behind(identity).SingleOrDefaultAsync(cancellationToken) is { } user && user.HasAskedToForget(clock.Now()) ? user.UserId : null;

    private async Task<AppUser> MeetAsync(ChannelIdentity identity, CancellationToken cancellationToken)
    {
        var user = await FindUserAsync(identity, cancellationToken) ?? Create(identity);
        user.Seen(clock.Now());
        return user;
    }

    private Task<AppUser?> FindUserAsync(ChannelIdentity identity, CancellationToken cancellationToken) =>
        Behind(identity).Include(u => u.Summary).SingleOrDefaultAsync(cancellationToken);

    private static Person PersonOf(AppUser user) => new(user.Id.Value, user.UserId, user.Name, user.Summary.Text, user.Summary.UpdatedAt);

    private IQueryable<AppUser> Behind(ChannelIdentity identity)
    {
        var (client, channel, account, externalId) = identity;
        return
            from i in db.UserIdentities
            where i.ClientId == client && i.Channel == channel && i.Account == account && i.ExternalId == externalId
            join u in db.AppUsers on i.AppUserId equals u.Id
            select u;
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
