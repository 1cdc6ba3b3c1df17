using ChatPlatform.Domain.Users;

namespace ChatPlatform.Application.Users;

/// <summary>A person as their client sees them.</summary>
/// <param name="UserId">The name under which conversations and logs know them.</param>
/// <param name="Name">What they want to be called; null when they have not said.</param>
/// <param name="Channels">Where they come from, such as kakao; empty for those who only use the API.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="LastSeenAt">In a channel, to the minute, UTC.</param>
public sealed record UserDetails(
    string UserId, string? Name, IReadOnlyList<string> Channels, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt)
{
    internal static UserDetails Of(AppUser user, IEnumerable<string> channels) =>
        new(user.UserId.Value, user.Name, [.. channels.Distinct().Order(StringComparer.Ordinal)], user.CreatedAt, user.LastSeenAt);
}

/// <summary>What is remembered of a person.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Summary">Null when nothing is remembered.</param>
/// <param name="Model">Who wrote it; null when a person did, and when there is nothing.</param>
/// <param name="EditedByPerson">True since a person wrote or corrected it; what they said is kept when more is learnt.</param>
/// <param name="UpdatedAt">When it was written, edited or erased, UTC; null for never.</param>
public sealed record UserSummaryDetails(string UserId, string? Summary, string? Model, bool EditedByPerson, DateTimeOffset? UpdatedAt)
{
    internal static UserSummaryDetails Of(AppUser user) => new(
        user.UserId.Value, user.Summary.Text, user.Summary.Model, user.Summary.EditedByPerson, user.Summary.UpdatedAt);
}
