namespace ChatPlatform.Domain.Conversations;

/// <summary>A message as the model may see it.</summary>
/// <param name="Position">Its place in the conversation.</param>
/// <param name="Role">Who said it.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Content">Its text.</param>
/// <param name="OutputTokens">Its size as the model reported it; null where it did not.</param>
public readonly record struct PastMessage(int Position, MessageRole Role, MessageStatus Status, string Content, int? OutputTokens);

/// <summary>Chooses the newest messages that fit a token budget.</summary>
public static class ContextWindow
{
    /// <summary>What a message costs beside its text: role and separators, in the chat formats in use.</summary>
    private const int TokensPerMessage = 4;

    /// <summary>True for what is worth sending: everything that was said, and answers that have a text.</summary>
    public static bool Counts(PastMessage message) =>
        message.Content.Length > 0 && message.Status is not (MessageStatus.Pending or MessageStatus.Streaming or MessageStatus.Failed);

    /// <param name="newestFirst">The messages before the question, newest first.</param>
    /// <param name="budget">Tokens left for them.</param>
    /// <returns>Oldest first, and never starting with an answer whose question did not fit.</returns>
    public static List<PastMessage> Select(IEnumerable<PastMessage> newestFirst, int budget)
    {
        var chosen = new List<PastMessage>();
        foreach (var message in newestFirst)
        {
            if (!Counts(message))
            {
                continue;
            }

            budget -= Tokens(message);
            if (budget < 0)
            {
                break;
            }

            chosen.Add(message);
        }

        chosen.Reverse();
        var start = chosen.FindIndex(m => m.Role == MessageRole.User);
        return start < 0 ? [] : chosen[start..];
    }

    public static int Tokens(PastMessage message) => TokensPerMessage + (message.OutputTokens ?? TokenEstimate.Of(message.Content));
}
