namespace ChatPlatform.Application.Conversations.Contracts;

/// <summary>When a conversation with a person of a channel is over.</summary>
public sealed record SessionOptions
{
    /// <summary>After this much silence the next message begins a new conversation, 1 minute to a year; <c>SESSION_TIMEOUT_MINUTES</c>.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
