using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Users;

/// <summary>
/// Forgets what is remembered of a person, in their conversations too; what was said until now is not summarised again, by a task that runs
/// right now neither. Commits itself: while the person chats it is tried again.
/// </summary>
public sealed record EraseUserSummary(string UserId) : ISelfCommitting<Done>;

internal sealed class EraseUserSummaryHandler(IServiceScopeFactory scopes, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<EraseUserSummary, Result<Done>>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public Task<Result<Done>> Handle(EraseUserSummary command, CancellationToken cancellationToken) =>
        Conflicts.RepeatAsync(() => EraseAsync(command, cancellationToken), Patience, clock, cancellationToken);

    private async Task<Result<Done>> EraseAsync(EraseUserSummary command, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<IUsersDb>();
        var user = await db.AppUsers.Include(u => u.Summary).Reached(command.UserId, client).FirstOrDefaultAsync(cancellationToken);
        if (user is null)
        {
            return UserErrors.NotFound;
        }

        var channels = await db.UserIdentities.Where(i => i.AppUserId == user.Id).Select(i => i.Channel).Distinct().ToListAsync(cancellationToken);
        var talks = await services.GetRequiredService<ITranscripts>()
            .FindAsync(user.ClientId, [user.UserId], channels, DateTimeOffset.UnixEpoch, take: 1, cancellationToken);
        var newest = talks is [var talk] ? talk : null;
        user.Forget(newest?.ConversationId, newest?.MessageCount ?? 0, clock.Now());
        await services.GetRequiredService<IKnownPeople>().ForgetSummaryAsync(user.ClientId, user.UserId, cancellationToken);
        services.GetRequiredService<IAudit>().Record("user_summary.erased", user.UserId.Value);
        await services.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
        return new Done();
    }
}
