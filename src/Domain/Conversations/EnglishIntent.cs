using System.Buffers;
using System.Collections.Frozen;

namespace ChatPlatform.Domain.Conversations;

/// <summary>The rules for English, and for whatever is not Korean.</summary>
internal static class EnglishIntent
{
    private const string Space = " ";

    /// <summary>Greetings as a whole, also as questions.</summary>
    private static readonly FrozenSet<string> Greetings = PhraseList.Of("""
        how are you|how are you doing|how are you today|how's it going|how is it going|how do you do|what's up|whats up|sup|yo|nice to meet you|pleased to meet you
        how have you been|hi|hello|hey|hiya|howdy|greetings|good night|goodnight|bye|goodbye|bye bye|see you|see you later|see ya|take care|anyone there|long time no see
        """);

    private static readonly string[] GreetingStarts =
        PhraseList.Split("hi |hello |hey |good morning|good afternoon|good evening|good night|bye |goodbye |see you |happy new year|merry christmas|nice to meet you|welcome back");

    private static readonly FrozenSet<string> Asking =
        PhraseList.Of("what|what's|whats|how|how's|why|when|when's|where|where's|who|who's|whom|whose|which");

    /// <summary>These ask when a subject follows: "do you know", but not "do it again".</summary>
    private static readonly FrozenSet<string> Auxiliaries = PhraseList.Of(
        "is|isn't|are|aren't|am|was|wasn't|were|do|does|did|don't|doesn't|didn't|can|can't|could|will|won't|would|should|shall|has|have|had|may|might");

    private static readonly FrozenSet<string> Subjects =
        PhraseList.Of("i|you|he|she|we|they|there|my|your|his|her|our|their|this|that|these|those|anyone|anybody|someone|people");

    private static readonly FrozenSet<string> NounPhrases = PhraseList.Of("it|the|a|an");

    private static readonly SearchValues<string> Inquiries =
        PhraseList.WordsWithin("i wonder|wondering|i want to know|i'd like to know|i have a question|i don't understand|no idea how|not sure how|not sure what");

    private static readonly SearchValues<string> Pleas = PhraseList.WordsWithin(
        "please|pls|plz|can you|could you|would you|will you|i need|i want you|i'd like you|i would like|help me|tell me|let me know|give me|show me|send me|i'd like");

    private static readonly FrozenSet<string> Imperatives = PhraseList.Of("""
        tell|show|give|write|translate|summarize|summarise|explain|list|find|make|create|help|send|generate|describe|compare|calculate|convert|fix|check|draft|rewrite|suggest|recommend
        remind|draw|search|open|set|let's|add|remove|delete|update|change|book|order|call|read|say|teach|sort|review|analyze|analyse|proofread|correct|plan|design|build|solve|answer|continue|shorten|format|schedule
        """);

    private static readonly SearchValues<string> Opinions = PhraseList.WordsWithin("""
        thanks|thank you|thx|ty|great|awesome|perfect|wrong|incorrect|bad|terrible|useless|excellent|well done|good job|nice work|good answer|good bot|amazing
         helpful|not right|unhelpful|love it|like it|love this|hate it|hate this|awful|disappointing|disappointed|brilliant|fantastic|wonderful|appreciate|doesn't work|didn't work|not working
         too long|too short|too slow|inaccurate|mistake|error|that's right|you're right|that worked|it worked|nonsense|impressive|good|nice|cool|doesn't make sense
        """);

    private static readonly SearchValues<string> Chat = PhraseList.WordsWithin("""
        lol|haha|hahaha|hehe|lmao|rofl|i'm bored|i'm so bored|i'm hungry|i'm tired|i'm sleepy|i'm sad|i'm happy|so tired|so bored|weather|i love you|i like you|omg|wow|hmm|yay|oops|ok|okay
        yes|yeah|yep|no|nope|sure|i see|got it|alright|good day|nice day|me too|just kidding|weekend|today was|never mind|nevermind
        """);

    private static readonly SearchValues<string> Weather = PhraseList.WordsWithin("weather|nice day|lovely day|good day|day today|so hot today|so cold today");

    /// <summary>The commonest words: a text with none of them is hardly English.</summary>
    private static readonly FrozenSet<string> Common =
        PhraseList.Of("the|a|an|i|i'm|you|it|it's|is|are|was|to|of|and|in|on|for|my|me|we|this|that|with|at|not|but|so|do|have|be");

    public static Intent? Of(Sentence sentence)
    {
        var text = sentence.Words;
        var end = text.IndexOf(' ');
        var first = end < 0 ? text : text[..end];
        var padded = Space + text + Space;
        var within = padded.AsSpan();
        if (Greetings.Contains(text))
        {
            return new(IntentName.Greeting, 0.95);
        }

        if (within.ContainsAny(Pleas) || Imperatives.Contains(first))
        {
            return new(IntentName.Request, 0.9);
        }

        if (Asks(text) || within.ContainsAny(Inquiries))
        {
            return new(IntentName.Question, sentence.IsQuestion ? 0.95 : 0.75);
        }

        if (sentence.IsQuestion)
        {
            return IsEnglish(text) ? new(IntentName.Question, 0.85) : null;
        }

        return IsOpening(text) ? OfGreeting(text)
            : within.ContainsAny(Weather) ? new(IntentName.SmallTalk, 0.8)
            : within.ContainsAny(Opinions) ? new(IntentName.Feedback, 0.8)
            : within.ContainsAny(Chat) ? new(IntentName.SmallTalk, 0.8)
            : IsEnglish(text) ? new(IntentName.SmallTalk, 0.4)
            : null;
    }

    private static bool Asks(string text)
    {
        var words = text.Split(' ', 3);
        return Asking.Contains(words[0])
            || (words.Length > 1 && Auxiliaries.Contains(words[0])
                && (Subjects.Contains(words[1]) || (NounPhrases.Contains(words[1]) && words[0] is not ("do" or "have" or "don't"))));
    }

    private static bool IsOpening(string text) => Array.Exists(GreetingStarts, start => text.StartsWith(start, StringComparison.Ordinal));

    // "hi there" greets; "hey, what time is it" goes on
    private static Intent? OfGreeting(string text)
    {
        var rest = text[(text.IndexOf(' ') + 1)..];
        return Asks(rest) ? new(IntentName.Question, 0.7) : new(IntentName.Greeting, 0.85);
    }

    private static bool IsEnglish(string text) => text.Split(' ').Any(word => Common.Contains(word) || Asking.Contains(word) || Auxiliaries.Contains(word));
}
