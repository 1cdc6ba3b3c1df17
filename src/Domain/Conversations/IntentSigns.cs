using System.Buffers;

namespace ChatPlatform.Domain.Conversations;

/// <summary>Messages of signs: emoji, marks, other languages.</summary>
internal static class IntentSigns
{
    private static readonly SearchValues<string> Opinions = PhraseList.Within("👍|👎|👏|🙏|💯");
    private static readonly SearchValues<string> Waves = PhraseList.Within("👋|🙋");

    /// <summary>Null for a message without any sign.</summary>
    public static Intent? Of(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (text.Any(char.IsLetter))
        {
            return new(IntentName.SmallTalk, 0.3);
        }

        return text.AsSpan().ContainsAny(Opinions) ? new(IntentName.Feedback, 0.7)
            : text.AsSpan().ContainsAny(Waves) ? new(IntentName.Greeting, 0.7)
            : text.AsSpan().ContainsAny('?', '？') ? new(IntentName.Question, 0.5)
            : new(IntentName.SmallTalk, text.Any(char.IsSurrogate) ? 0.5 : 0.2);
    }
}
