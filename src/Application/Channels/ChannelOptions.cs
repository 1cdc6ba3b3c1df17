namespace ChatPlatform.Application.Channels;

/// <summary>What all channels share.</summary>
public sealed record ChannelOptions
{
    /// <summary>After this much silence a person's next message begins a new conversation, 1 minute to a year; <c>SESSION_TIMEOUT_MINUTES</c>.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
