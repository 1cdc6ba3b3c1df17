namespace ChatPlatform.Application.Users;

/// <summary>Section <c>Users</c>.</summary>
public sealed record UserOptions
{
    /// <summary>Whether people are summarised after their conversations; <c>USER_SUMMARY</c>, true by default.</summary>
    public bool Summary { get; init; } = true;
}
