using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

/// <summary>
/// Names a person; somebody the client has not mentioned before is made known by it. Commits itself: the event is told after the commit,
/// when two make the same person at once, the second names the first's, and a person who chats meanwhile is read again.
/// </summary>
public sealed record SetUserName(string UserId, string Name) : ISelfCommitting<UserDetails>;

internal sealed class SetUserNameValidator : AbstractValidator<SetUserName>
{
    public SetUserNameValidator()
    {
        RuleFor(c => c.UserId).NotEmpty().MaximumLength(UserId.MaxLength);
        RuleFor(c => c.Name).Must(name => PersonName.From(name) is not null).WithMessage(UserErrors.NameRule);
    }
}

internal sealed class SetUserNameHandler(IUsersDb db, IUnitOfWork unitOfWork, ICurrentClient client, IEventLog events, TimeProvider clock)
    : IRequestHandler<SetUserName, Result<UserDetails>>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<Result<UserDetails>> Handle(SetUserName command, CancellationToken cancellationToken)
    {
        if (PersonName.From(command.Name) is not { } name)
        {
            return UserErrors.NameInvalid;
        }

        var (user, change) = await Conflicts.RepeatAsync(() => CallAsync(command.UserId, name, cancellationToken), Patience, clock, cancellationToken);
        if (change.IsChange)
        {
            events.Record(NameReplies.Renamed(user, change));
        }

        var channels = await db.UserIdentities.Where(i => i.AppUserId == user.Id).Select(i => i.Channel).ToListAsync(cancellationToken);
        return UserDetails.Of(user, channels);
    }

    private async Task<(AppUser User, NameChange Change)> CallAsync(string userId, PersonName name, CancellationToken cancellationToken)
    {
        var user = await FindAsync(userId, cancellationToken);
        if (user is null)
        {
            user = AppUser.Of(client.Id, new UserId(userId), clock.Now());
            db.AppUsers.Add(user);
        }

        var change = user.Call(name);
        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
            return (user, change);
        }
        catch (DbUpdateException) when (db.AppUsers.Entry(user) is { State: EntityState.Added })
        {
            db.AppUsers.Remove(user); // added and never saved: this only stops tracking it
            throw;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.AppUsers.Entry(user).State = EntityState.Detached; // the next round reads what there is then
            throw;
        }
    }

    private Task<AppUser?> FindAsync(string userId, CancellationToken cancellationToken) =>
        db.AppUsers.Include(u => u.Summary).Reached(userId, client).FirstOrDefaultAsync(cancellationToken);
}
