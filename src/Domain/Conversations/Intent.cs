namespace ChatPlatform.Domain.Conversations;

/// <summary>What a person wants with a message.</summary>
/// <param name="Name">One of <see cref="IntentName.All"/>.</param>
/// <param name="Confidence">0–1: below 0.5 it is a guess.</param>
public readonly record struct Intent(string Name, double Confidence);
