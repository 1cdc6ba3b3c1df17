using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary>What must not be answered.</summary>
public enum Noise
{
    /// <summary>Of another bot, in a channel, with a mention.</summary>
    BotMessage,

    /// <summary>Of the bot itself, in a direct channel, without a <c>bot_id</c>.</summary>
    OwnMessage,
    Changed,

    /// <summary>A mention that somebody has edited: it comes again, with the <c>ts</c> it had.</summary>
    Edited,
    Deleted,
    Joined,
    Reaction,

    /// <summary>In a channel; it mentions nobody.</summary>
    Unmentioned,

    /// <summary>In a channel; it mentions somebody else.</summary>
    OtherMention,

    /// <summary>A good question with a signature of another secret.</summary>
    Forged,

    /// <summary>A good question, rightly signed ten minutes ago.</summary>
    Stale,
}

/// <summary>How noise is sent.</summary>
internal static class Noises
{
    /// <summary>To be refused, and never acknowledged.</summary>
    public static bool IsFalse(Noise noise) => noise is Noise.Forged or Noise.Stale;

    public static string TextOf(Noise noise, string question, Workspace workspace) => noise switch
    {
        Noise.Unmentioned or Noise.OwnMessage => question,
        Noise.OtherMention => $"<@U0OTHER> {question}",
        _ => $"{workspace.Mention} {question}",
    };

    /// <param name="noise">The kind.</param>
    /// <param name="message">With the text that must not be answered.</param>
    /// <param name="ts">Of the event, where it is not the message's.</param>
    /// <param name="workspace">For the bot's own.</param>
    public static JsonObject EventOf(Noise noise, ChannelMessage message, string ts, Workspace workspace) => noise switch
    {
        Noise.BotMessage => Happenings.Message(message with { BotId = "B0OTHER", User = "U0OTHER" }, "bot_message"),
        Noise.OwnMessage => Happenings.Message(message with { User = workspace.BotUserId }),
        Noise.Changed => Happenings.Changed(message, ts),
        Noise.Edited => Happenings.Edited(message, ts),
        Noise.Deleted => Happenings.Deleted(message, ts),
        Noise.Joined => Happenings.Joined(message),
        Noise.Reaction => Happenings.Reaction(message, ts),
        Noise.Forged or Noise.Stale => Happenings.AppMention(message),
        _ => Happenings.Message(message),
    };
}
