using System.Runtime.CompilerServices;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Users;

/// <summary>A conversation that taught something about a person, as far as we know.</summary>
internal sealed record RipeConversation(AppUserId Person, ConversationProgress Progress);

/// <summary>
/// Finds conversations that are over, or have grown by many turns, since a summary was last asked for. Goes by when people were last seen:
/// of that there is an index, whereas one on the conversations' last use would be rewritten with every message.
/// </summary>
internal sealed class RipeConversations(IServiceScopeFactory scopes, IRobeings robeings, SessionOptions sessions, TimeProvider clock)
{
    /// <summary>Twenty turns: a question and an answer each.</summary>
    public const int ManyMessages = 40;

    /// <summary>Conversations that have been over for longer are left alone: the platform was off for a day.</summary>
    public static readonly TimeSpan Lookback = TimeSpan.FromHours(24);

    private const int PageSize = 100;

    /// <summary>Of one page of people in all that time; far more than they have.</summary>
    private const int MostConversations = 2_000;

    /// <summary>Those of everybody last seen within the times; a person's own oldest first.</summary>
    public async IAsyncEnumerable<RipeConversation> FindAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (at, id) = (from, default(AppUserId));
        while (true)
        {
            var people = await PageAsync(at, id, to, cancellationToken);
            foreach (var ripe in await AmongAsync(people, cancellationToken))
            {
                yield return ripe;
            }

            if (people.Count < PageSize)
            {
                yield break;
            }

            (at, id) = (people[^1].LastSeenAt, people[^1].Id);
        }
    }

    private async Task<List<AppUser>> PageAsync(DateTimeOffset at, AppUserId id, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUsersDb>().AppUsers.AsNoTracking().Include(u => u.Summary)
            .Where(u => u.LastSeenAt >= at && (u.LastSeenAt > at || u.Id > id) && u.LastSeenAt <= to)
            .OrderBy(u => u.LastSeenAt).ThenBy(u => u.Id)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
    }

    private async Task<List<RipeConversation>> AmongAsync(List<AppUser> people, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var channels = await ChannelsOfAsync(scope.ServiceProvider.GetRequiredService<IUsersDb>(), people, cancellationToken);
        var transcripts = scope.ServiceProvider.GetRequiredService<ITranscripts>();
        var since = clock.Now() - sessions.IdleTimeout - Lookback;
        var ripe = new List<RipeConversation>();
        foreach (var client in people.GroupBy(p => p.ClientId))
        {
            var byUser = client.ToDictionary(p => p.UserId);
            var talks = await transcripts.FindAsync(
                client.Key, byUser.Keys, channels, since, MostConversations, cancellationToken);
            foreach (var talk in talks.Reverse().Where(t => IsRipe(byUser[t.UserId].Summary, t)))
            {
                if (talk.RobeingId is null || (await robeings.FindAsync(talk.RobeingId, cancellationToken))?.AutoSummarize != false)
                {
                    ripe.Add(new RipeConversation(byUser[talk.UserId].Id, talk));
                }
            }
        }

        return ripe;
    }

    /// <summary>Those that bring people: who talks in another one is known to its client, and not summarised.</summary>
    private static async Task<List<string>> ChannelsOfAsync(IUsersDb db, List<AppUser> people, CancellationToken cancellationToken)
    {
        var ids = people.ConvertAll(p => p.Id);
        return await db.UserIdentities.Where(i => ids.Contains(i.AppUserId)).Select(i => i.Channel).Distinct().ToListAsync(cancellationToken);
    }

    private bool IsRipe(UserSummary summary, ConversationProgress talk)
    {
        var fresh = (long)talk.MessageCount - summary.RequestedOf(talk.ConversationId);
        return talk.LastMessage is not null && fresh > 0
            && (fresh >= ManyMessages || talk.LastUsed <= clock.Now() - sessions.IdleTimeout);
    }
}
