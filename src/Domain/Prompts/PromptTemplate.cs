using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Prompts;

/// <summary>Ordered as UUIDs are, so that lists can page by it.</summary>
public readonly record struct PromptId(Guid Value) : IComparable<PromptId>
{
    public static bool operator <(PromptId left, PromptId right) => left.Value < right.Value;

    public static bool operator >(PromptId left, PromptId right) => left.Value > right.Value;

    public static bool operator <=(PromptId left, PromptId right) => left.Value <= right.Value;

    public static bool operator >=(PromptId left, PromptId right) => left.Value >= right.Value;

    public static PromptId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public int CompareTo(PromptId other) => Value.CompareTo(other.Value);
}

/// <summary>A version was made.</summary>
public sealed record PromptCreated(PromptId Id, string Name, int Version) : IDomainEvent;

/// <summary>A version went live; the one before it is no longer used.</summary>
public sealed record PromptActivated(PromptId Id, string Name, int Version, DateTimeOffset At) : IDomainEvent;

/// <summary>What a prompt says and how the model is to be asked; null leaves the default.</summary>
public sealed record PromptContent(
    string SystemPrompt,
    string? FirstUserMessage = null,
    string? Description = null,
    string? Model = null,
    float? Temperature = null,
    int? MaxTokens = null);

/// <summary>One version of a named prompt. Its text never changes; a new wording is a new version.</summary>
public sealed class PromptTemplate : AggregateRoot
{
    public const int NameMaxLength = 100;
    public const int TextMaxLength = 32_000;
    public const int DescriptionMaxLength = 1_000;
    public const int ModelMaxLength = 200;
    public const int MaxTokensLimit = 1_000_000;

    private PromptTemplate(
        PromptId id,
        string name,
        int version,
        string systemPrompt,
        string? firstUserMessage,
        string? description,
        string? model,
        float? temperature,
        int? maxTokens,
        DateTimeOffset createdAt)
    {
        (Id, Name, Version, CreatedAt) = (id, name, version, createdAt);
        (SystemPrompt, FirstUserMessage, Description) = (systemPrompt, firstUserMessage, description);
        (Model, Temperature, MaxTokens) = (model, temperature, maxTokens);
    }

    public PromptId Id { get; }

    public string Name { get; }

    /// <summary>1, 2, 3 … within the name.</summary>
    public int Version { get; }

    public string SystemPrompt { get; }

    public string? FirstUserMessage { get; }

    public string? Description { get; }

    public string? Model { get; }

    public float? Temperature { get; }

    public int? MaxTokens { get; }

    public bool IsActive { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it last went live; null when it never did.</summary>
    public DateTimeOffset? ActivatedAt { get; private set; }

    /// <summary>
    /// Concurrency token. An activation always changes the version that was active, so two at once meet there
    /// and one of them loses: that is what keeps exactly one version active.
    /// </summary>
    public int Revision { get; private set; }

    /// <summary>Letters (Hangul too), digits, <c>-</c>, <c>_</c> and <c>.</c>, beginning with a letter or digit.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= NameMaxLength }
        && char.IsLetterOrDigit(name[0])
        && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>The version after <paramref name="latestVersion"/> (0: the name is new). The first version of a name is active at once.</summary>
    public static PromptTemplate NextVersion(string name, int latestVersion, PromptContent content, DateTimeOffset now)
    {
        var prompt = new PromptTemplate(
            PromptId.New(now), name, latestVersion + 1, content.SystemPrompt, content.FirstUserMessage, content.Description,
            content.Model, content.Temperature, content.MaxTokens, now);
        prompt.Raise(new PromptCreated(prompt.Id, name, prompt.Version));
        if (latestVersion == 0)
        {
            prompt.GoLive(now);
        }

        return prompt;
    }

    /// <summary>Makes this the version in use. Activating the active version changes nothing.</summary>
    /// <param name="current">The version of the same name that is active now, if any.</param>
    /// <param name="now">The time.</param>
    public Result<Done> ActivateInsteadOf(PromptTemplate? current, DateTimeOffset now)
    {
        if (current is not null && current.Name != Name)
        {
            return PromptErrors.OtherName;
        }

        if (!IsActive)
        {
            current?.Retire();
            GoLive(now);
        }

        return new Done();
    }

    private void GoLive(DateTimeOffset now)
    {
        (IsActive, ActivatedAt, Revision) = (true, now, Revision + 1);
        Raise(new PromptActivated(Id, Name, Version, now));
    }

    private void Retire() => (IsActive, Revision) = (false, Revision + 1);
}
