using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>Finds log rows by a text within question or answer, newest first, in whatever way the database does that fast.</summary>
public interface ILogSearch
{
    /// <param name="filter">Narrows and orders (newest first) a set of rows; applied to whatever set the search looks at.</param>
    /// <param name="text">1–100 characters, any case; taken literally.</param>
    /// <param name="take">Rows wanted.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="TimeoutException">The search took longer than 10 s.</exception>
    Task<IReadOnlyList<ConversationLog>> FindAsync(
        Func<IQueryable<ConversationLog>, IQueryable<ConversationLog>> filter, string text, int take, CancellationToken cancellationToken);
}
