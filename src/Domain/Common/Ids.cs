namespace ChatPlatform.Domain.Common;

/// <summary>The client that owns what its keys create. Several API keys may belong to one client, so that a key can be replaced.</summary>
public readonly record struct ClientId(Guid Value)
{
    public static ClientId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));
}

/// <summary>The name the caller knows a person by: 1–50 characters, <c>guest</c> when it gives none.</summary>
public readonly record struct UserId(string Value)
{
    public const int MaxLength = 50;

    public static readonly UserId Guest = new("guest");

    public override string ToString() => Value;
}
