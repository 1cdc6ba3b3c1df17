using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>Tells what a message wants.</summary>
public interface IIntentClassifier
{
    /// <summary>Always has an answer, if need be a guess of low confidence; takes 3 s at most. Throws only when cancelled.</summary>
    ValueTask<Intent> ClassifyAsync(string text, CancellationToken cancellationToken);
}
