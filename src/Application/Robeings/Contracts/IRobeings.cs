using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings.Contracts;

/// <summary>How a robeing answers: what follows from its stats and settings.</summary>
/// <param name="RobeingId">Its id.</param>
/// <param name="PromptName">The prompt it speaks with where the session names none; null for the default one.</param>
/// <param name="Model">The model it answers with; null for its prompt's, or the default one.</param>
/// <param name="MaxTokens">Most tokens of an answer where its prompt says nothing, never more than <c>ROBEING_MAX_TOKENS</c>.</param>
/// <param name="ContextMessages">Most earlier messages that go to the model, never more than <c>Llm:ContextMessages</c>.</param>
/// <param name="Memories">Most lines of what is remembered of the person that go to the model.</param>
/// <param name="MemoryLasts">What was said longer ago does not go to the model.</param>
/// <param name="Instructions">Lines that follow its system prompt; empty for none.</param>
/// <param name="AutoSummarize">Whether its conversations are summarised.</param>
/// <param name="Debug">Whether the log says how each answer came about.</param>
public sealed record RobeingBehaviour(
    string RobeingId,
    string? PromptName,
    string? Model,
    int MaxTokens,
    int ContextMessages,
    int Memories,
    TimeSpan MemoryLasts,
    IReadOnlyList<string> Instructions,
    bool AutoSummarize,
    bool Debug);

/// <summary>How other modules use robeings.</summary>
public interface IRobeings
{
    /// <summary>Characters of a robeing's id.</summary>
    const int IdMaxLength = RobeingId.MaxLength;

    /// <summary>Whether a text can be a robeing's id.</summary>
    static bool IsId(string text) => RobeingId.IsValid(text);

    /// <summary>
    /// How it answers now; null when there is no such robeing. Costs no query while cached; a change is seen at once on this node and
    /// within a second on others.
    /// </summary>
    Task<RobeingBehaviour?> FindAsync(string robeingId, CancellationToken cancellationToken);

    /// <summary>Whether this client may talk to it: its own, or one that is shared. False when there is none. No query while cached.</summary>
    Task<bool> IsOpenToAsync(string robeingId, ClientId client, CancellationToken cancellationToken);

    /// <summary>Makes sure that a shared robeing of this id exists; ten at once make one. Commits by itself.</summary>
    Task EnsureSharedAsync(string robeingId, string displayName, ClientId owner, CancellationToken cancellationToken);
}
