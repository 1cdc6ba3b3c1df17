namespace ChatPlatform.Domain.Common;

/// <summary>One running process of the platform; a new one at every start.</summary>
public readonly record struct NodeId(Guid Value)
{
    public static NodeId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));
}
