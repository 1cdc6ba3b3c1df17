using static ChatPlatform.Domain.Conversations.KoreanPhrases;

namespace ChatPlatform.Domain.Conversations;

/// <summary>The rules for Korean, surest first. What asks for something is looked for before what only says something.</summary>
internal static class KoreanIntent
{
    public static Intent? Of(Sentence sentence)
    {
        var text = sentence.Words;
        var whole = text.Replace(" ", "");
        if (Greetings.Contains(whole))
        {
            return new(IntentName.Greeting, 0.95);
        }

        if (Chats.Contains(whole))
        {
            return new(IntentName.SmallTalk, 0.9);
        }

        if (Opinions.Contains(whole))
        {
            return new(IntentName.Feedback, 0.9);
        }

        return OfRequest(sentence) ?? OfQuestion(sentence) ?? OfOrder(sentence) ?? OfStatement(sentence);
    }

    private static Intent? OfRequest(Sentence sentence)
    {
        var text = sentence.Words.AsSpan();
        if (text.ContainsAny(Gratitude)) // 알려줘서 고마워
        {
            return null;
        }

        return text.ContainsAny(Pleas) || EndsWith(sentence.Words, PleaEnds) || (!sentence.IsQuestion && EndsInTask(sentence.Words))
            ? new(IntentName.Request, 0.9)
            : null;
    }

    private static Intent? OfQuestion(Sentence sentence)
    {
        var text = sentence.Words;
        var hasWord = HasQuestionWord(text);
        return hasWord && sentence.IsQuestion ? new(IntentName.Question, 0.95)
            : sentence.IsQuestion ? new(IntentName.Question, 0.85)
            : text.AsSpan().ContainsAny(Inquiries) ? new(IntentName.Question, 0.85)
            : KoreanEndings.Asks(text) ? new(IntentName.Question, hasWord ? 0.9 : 0.8)
            : hasWord && !EndsWith(text, Told) ? new(IntentName.Question, 0.75)
            : null;
    }

    private static Intent? OfOrder(Sentence sentence) =>
        EndsWith(sentence.Words, OrderEnds) && !sentence.Words.AsSpan().ContainsAny(Weather) ? new(IntentName.Request, 0.75) : null;

    private static Intent? OfStatement(Sentence sentence)
    {
        var text = sentence.Words.AsSpan();
        return StartsWith(sentence.Words, GreetingStarts) ? new(IntentName.Greeting, 0.85)
            : text.ContainsAny(Weather) ? new(IntentName.SmallTalk, 0.85)
            : text.ContainsAny(OpinionWords) && !text.ContainsAny(Fondness) ? new(IntentName.Feedback, 0.85)
            : text.ContainsAny(ChatWords) || sentence.Laughs ? new(IntentName.SmallTalk, 0.8)
            : IsJamo(text) ? new(IntentName.SmallTalk, 0.85)
            : EndsWith(sentence.Words, Topics) ? new(IntentName.Question, 0.6)
            : KoreanEndings.IsStatement(sentence.Words) ? new(IntentName.SmallTalk, 0.4)
            : new(IntentName.Question, 0.4); // keywords, as in a search box: 제주도 맛집
    }

    private static bool HasQuestionWord(string text)
    {
        foreach (var range in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan(range);
            if (StartsWith(word, QuestionWords) && !StartsWith(word, NoQuestionWords))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>요약, 번역해, 정리해 봐: tasks that are ordered by their noun.</summary>
    private static bool EndsInTask(string text)
    {
        var noun = text.AsSpan();
        foreach (var tail in TaskTails)
        {
            if (noun.EndsWith(tail, StringComparison.Ordinal))
            {
                noun = noun[..^tail.Length].TrimEnd(' ');
                break;
            }
        }

        foreach (var task in TaskNouns)
        {
            if (noun.EndsWith(task, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJamo(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('가', '힣') < 0;

    private static bool EndsWith(string text, string[] ends) => Array.Exists(ends, end => text.EndsWith(end, StringComparison.Ordinal));

    private static bool StartsWith(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
