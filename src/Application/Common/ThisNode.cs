using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Common;

/// <summary>The process that runs this code, as the rows it writes name it.</summary>
public sealed class ThisNode(TimeProvider clock)
{
    public NodeId Id { get; } = NodeId.New(clock.Now());
}
