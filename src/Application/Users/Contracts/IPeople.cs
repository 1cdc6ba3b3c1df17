using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Users.Contracts;

/// <summary>What a channel knows a person by.</summary>
/// <param name="ClientId">The client that owns what comes in by this channel.</param>
/// <param name="Channel"><c>kakao</c>, <c>slack</c>.</param>
/// <param name="Account">The bot or workspace within which <paramref name="ExternalId"/> is unique, ≤ 100 characters; empty where the channel names none.</param>
/// <param name="ExternalId">The channel's id of the person, 1–100 characters.</param>
public sealed record ChannelIdentity(ClientId ClientId, string Channel, string Account, string ExternalId);

/// <summary>A person as other modules see them.</summary>
/// <param name="Id">Of the row in <c>appuser</c>.</param>
/// <param name="UserId">The name under which conversations and logs know them.</param>
/// <param name="Name">What they want to be called; null when they have not said.</param>
/// <param name="Summary">What is remembered of them from earlier conversations; null when nothing is.</param>
/// <param name="SummaryAt">When that was last added to; null when nothing is.</param>
public sealed record Person(Guid Id, UserId UserId, string? Name, string? Summary, DateTimeOffset? SummaryAt = null);

/// <summary>What to say to a person who talked about their name.</summary>
/// <param name="Text">The answer, in Korean.</param>
/// <param name="QuickReplies">Texts the person may tap; at most 3.</param>
/// <param name="Event">To be recorded after the commit; null when nothing changed.</param>
/// <param name="Name">What they want to be called now; null when they have no name.</param>
/// <param name="GoOn">
/// True when the utterance holds more than the name ("내 이름은 민수야. 오늘 날씨 어때?"): it is for the AI as well, as a whole, and the
/// text may be said before the AI's answer or left out.
/// </param>
public sealed record NameReply(
    string Text, IReadOnlyList<string> QuickReplies, Insights.Contracts.PlatformEvent? Event, string? Name = null, bool GoOn = false);

/// <summary>How channels meet people. Everything joins the unit of work of this scope.</summary>
public interface IPeople
{
    /// <summary>Finds or makes the person behind an identity; one query when known. Two first messages at once: one commit fails on the unique index, repeat it in a new scope.</summary>
    Task<Person> FindOrCreateAsync(ChannelIdentity identity, CancellationToken cancellationToken);

    /// <summary>The person behind an identity; null when nothing is held of them. One query; changes nothing.</summary>
    Task<Person?> FindAsync(ChannelIdentity identity, CancellationToken cancellationToken);

    /// <summary>
    /// Calls a person so who said it as an order: no dialogue follows. Null when that is no name; nobody is made known then, and nothing changed.
    /// </summary>
    /// <param name="identity">Found, or made.</param>
    /// <param name="name">민수, and also 민수라고 불러 줘.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<NameReply?> CallAsync(ChannelIdentity identity, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Lets the name dialogue hear what a person said: name commands, an answer in rename mode, a sentence that gives a name. Null when
    /// it is for the AI only. The person must have been found in this scope: then it costs no query. It may change the person (the name,
    /// what is waited for), also when it returns null: commit.
    /// </summary>
    Task<NameReply?> HearAsync(Guid person, string utterance, CancellationToken cancellationToken);

    /// <summary>Notes that somebody wants to be forgotten; for 10 minutes they may confirm it. False when nothing is held of them.</summary>
    Task<bool> AskToForgetAsync(ChannelIdentity identity, CancellationToken cancellationToken);

    /// <summary>The person behind an identity when they have asked to be forgotten within 10 minutes, else null. One query.</summary>
    Task<UserId?> FindAskedToForgetAsync(ChannelIdentity identity, CancellationToken cancellationToken);
}
