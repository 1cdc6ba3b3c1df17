using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Users;

/// <summary>Asks for a summary of each conversation that is ripe for one; any number of nodes may do so at once.</summary>
internal sealed class SummaryRequests(RipeConversations conversations, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Nobody waits for it, and the model may be away for hours.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private const int Priority = -10;
    private const int Attempts = 3;

    /// <summary>Looks at everybody last seen within the times; returns how many summaries it asked for.</summary>
    public async Task<int> AddAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var added = 0;
        await foreach (var ripe in conversations.FindAsync(from, to, cancellationToken))
        {
            added += await AddAsync(ripe, cancellationToken) ? 1 : 0;
        }

        return added;
    }

    /// <summary>False when it has been asked for already, by another node at this moment perhaps.</summary>
    private async Task<bool> AddAsync(RipeConversation ripe, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAddAsync(ripe, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // a summary of theirs was written in between; look again
            }
            catch (DbUpdateException e) when (e.IsTaken())
            {
                return false;
            }
        }
    }

    private async Task<bool> TryAddAsync(RipeConversation ripe, CancellationToken cancellationToken)
    {
        var (person, talk) = ripe;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var user = await services.GetRequiredService<IUsersDb>().AppUsers.Include(u => u.Summary)
            .SingleOrDefaultAsync(u => u.Id == person, cancellationToken);
        if (user is null || !user.Summary.Request(talk.ConversationId, talk.MessageCount))
        {
            return false;
        }

        services.GetRequiredService<ITaskQueue>().Add(new NewTask(
            SummariseConversation.KindName, talk.LastMessage!.Value, user.ClientId, person.Value, clock.Now() + Patience, Priority));
        await services.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
        return true;
    }
}
