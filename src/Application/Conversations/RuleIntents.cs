using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>By <see cref="IntentRules"/>: at once, and always the same.</summary>
internal sealed class RuleIntents : IIntentClassifier
{
    public ValueTask<Intent> ClassifyAsync(string text, CancellationToken cancellationToken) => ValueTask.FromResult(IntentRules.Of(text));
}
