using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// What is still to be counted: a log row that came, or, where one was changed, what it was and what it is now. Triggers write it, the
/// roll-up takes it out; without a key or an index, since it is only ever added to and emptied.
/// </summary>
internal sealed class LogChange
{
    public required DateTimeOffset CreatedAt { get; init; }

    public required ClientId ClientId { get; init; }

    public required string Channel { get; init; }

    public required string? RobeingId { get; init; }

    /// <summary>Empty when the person was erased meanwhile.</summary>
    public required UserId UserId { get; init; }

    public required MessageStatus Status { get; init; }

    public required int? InputTokens { get; init; }

    public required int? OutputTokens { get; init; }

    /// <summary>1 for what is now, −1 for what was before.</summary>
    public required short Sign { get; init; }
}
