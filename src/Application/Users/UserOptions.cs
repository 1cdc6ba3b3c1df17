namespace ChatPlatform.Application.Users;

/// <summary>Section <c>Users</c>.</summary>
public sealed record UserOptions
{
    /// <summary>Whether people are summarised after their conversations; <c>USER_SUMMARY</c>, true by default.</summary>
    public bool Summary { get; init; } = true;

    /// <summary>After how long without a message a conversation is over; <c>SESSION_TIMEOUT_MINUTES</c>, 30 by default.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
