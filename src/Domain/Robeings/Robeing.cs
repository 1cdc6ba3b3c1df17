using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

/// <summary>
/// A persona that answers, and grows with what it does. One that an operator made is shared: every client may talk to it. Any other is
/// its client's alone.
/// </summary>
public sealed class Robeing : AggregateRoot
{
    public const int DisplayNameMaxLength = 100;
    public const int PromptNameMaxLength = 100;
    public const int ModelMaxLength = 200;

    private Robeing(RobeingId id, ClientId ownerId, DateTimeOffset createdAt) => (Id, OwnerId, CreatedAt) = (id, ownerId, createdAt);

    /// <summary>Unique on this platform.</summary>
    public RobeingId Id { get; }

    /// <summary>Its keys, and admin keys, may change it.</summary>
    public ClientId OwnerId { get; }

    /// <summary>True when every client may see it and talk to it.</summary>
    public bool IsShared { get; private set; }

    public string DisplayName { get; private set; } = "";

    /// <summary>The prompt whose active version it speaks with, where a session names none; null for the default one.</summary>
    public string? PromptName { get; private set; }

    /// <summary>The model it answers with; null for its prompt's, or the default one.</summary>
    public string? Model { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Loaded with the robeing.</summary>
    public RobeingStats Stats { get; private set; } = null!;

    public static Robeing Create(
        RobeingId id, ClientId owner, bool isShared, string displayName, string? promptName, string? model, DateTimeOffset now) =>
        new(id, owner, now) { IsShared = isShared, DisplayName = displayName, PromptName = promptName, Model = model, Stats = RobeingStats.Initial(id) };
}
