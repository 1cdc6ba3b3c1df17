namespace ChatPlatform.Application.Channels;

/// <summary>Marks a post as a part of a delivery, so that it can be found again.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Part">0, 1, 2 …</param>
public readonly record struct SlackMark(Guid Delivery, int Part);

/// <summary>A message for a thread.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Thread">The <c>ts</c> of the message that began the thread.</param>
/// <param name="Text">Slack's mrkdwn, ≤ 4,000 characters.</param>
/// <param name="Mark">Goes along as metadata, which people do not see.</param>
public sealed record SlackPost(string Channel, string Thread, string Text, SlackMark Mark);

/// <summary>What became of a post. Reasons are Slack's words or ours, without secrets, ≤ 200 characters.</summary>
public abstract record SlackPosted
{
    private SlackPosted()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Ts">Slack's id of it.</param>
    public sealed record There(string Ts) : SlackPosted;

    /// <summary>Slack will not take it, for certain, and the same again would be in vain.</summary>
    public sealed record Refused(string Reason) : SlackPosted;

    /// <summary>It is not there, for certain; it can be tried again.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="After">As Slack asked (<c>Retry-After</c>), or as long as people need; null for the usual pause.</param>
    public sealed record NotSent(string Reason, TimeSpan? After = null) : SlackPosted
    {
        /// <summary>Slack takes it when somebody has put the app, its token or its scopes right.</summary>
        public bool NeedsOperator { get; init; }
    }

    /// <summary>It may be there.</summary>
    /// <param name="Reason">Why nobody knows.</param>
    /// <param name="IsFinal">True when nobody will ever know.</param>
    /// <param name="After">The least pause before the next look; null for the usual one.</param>
    public sealed record Unknown(string Reason, bool IsFinal = false, TimeSpan? After = null) : SlackPosted;
}

/// <summary>What there is in a thread.</summary>
/// <param name="Marks">Of our posts; null when that could not be found out.</param>
/// <param name="Reason">Why not.</param>
/// <param name="IsFinal">True when it can never be found out: the thread is gone, or it is too long.</param>
public sealed record SlackFound(IReadOnlySet<SlackMark>? Marks, string Reason = "", bool IsFinal = false)
{
    /// <summary>As in <see cref="SlackPosted.NotSent"/>.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>As in <see cref="SlackPosted.NotSent"/>.</summary>
    public bool NeedsOperator { get; init; }
}

/// <summary>Slack's Web API.</summary>
public interface ISlackApi
{
    /// <summary><c>chat.postMessage</c>, once, within <see cref="SlackOptions.PostTimeout"/>. Does not throw for anything the network or Slack does.</summary>
    Task<SlackPosted> PostAsync(SlackWorkspace workspace, SlackPost post, CancellationToken cancellationToken);

    /// <summary>
    /// <c>conversations.replies</c>: the marks of our posts in a thread that are newer than a message; all of it within
    /// <see cref="SlackOptions.PostTimeout"/>. Does not throw either.
    /// </summary>
    Task<SlackFound> FindAsync(SlackWorkspace workspace, string channel, string thread, string newerThan, CancellationToken cancellationToken);
}
