namespace ChatPlatform.Domain.Conversations;

/// <summary>
/// Tells by words and endings, Korean and English, what a message wants. Each sentence is looked at alone; what asks for an answer
/// outweighs what does not. Extend the lists in <see cref="KoreanIntent"/> and <see cref="EnglishIntent"/>.
/// </summary>
public static class IntentRules
{
    /// <summary>Of an empty message, and of one without a letter.</summary>
    private const double Nothing = 0.1;

    /// <summary>Of a message in a language that is not known here.</summary>
    private const double MostUnknown = 0.45;

    /// <summary>Two kinds in one message: which is meant is less sure.</summary>
    private const double Mixed = 0.9;

    public static Intent Of(string text)
    {
        var read = IntentText.Read(text);
        if (IntentCommands.Of(read) is { } command)
        {
            return command;
        }

        Intent? best = null;
        var isMixed = false;
        foreach (var sentence in IntentText.Sentences(read))
        {
            if (Tell(sentence) is { } told)
            {
                isMixed |= best is { } other && other.Name != told.Name;
                best = best is null || WeightOf(told) >= WeightOf(best.Value) ? told : best;
            }
        }

        return best is { } intent
            ? intent with { Confidence = Math.Round(isMixed ? intent.Confidence * Mixed : intent.Confidence, 2) }
            : IntentSigns.Of(read) ?? new(IntentName.SmallTalk, Nothing);
    }

    private static Intent? Tell(Sentence sentence)
    {
        if (sentence.Words.Length == 0)
        {
            return null;
        }

        var intent = sentence.IsKorean ? KoreanIntent.Of(sentence) : EnglishIntent.Of(sentence);
        return intent is { } known ? known
            : sentence.IsQuestion ? new(IntentName.Question, sentence.IsKorean ? 0.85 : MostUnknown)
            : null;
    }

    // the later of two that weigh the same wins: people come to the point at the end
    private static double WeightOf(Intent intent) => intent.Name switch
    {
        IntentName.Question or IntentName.Request => intent.Confidence < 0.5 ? 2.5 : 5,
        IntentName.Feedback => 4,
        IntentName.Greeting => 3,
        _ => intent.Confidence < 0.5 ? 1 : 2,
    };
}
