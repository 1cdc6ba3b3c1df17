using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

/// <summary>Something a robeing can do from a level on.</summary>
/// <param name="Code">Stable and machine-readable.</param>
/// <param name="Level">The first level that has it, from 1.</param>
/// <param name="Korean">Its title.</param>
/// <param name="English">Its title.</param>
public sealed record RobeingCapability(string Code, int Level, string Korean, string English);

/// <summary>What the levels unlock. docs/robeings.md has the same table for people.</summary>
public static class RobeingCapabilities
{
    public const string LockedCode = "capability.locked";

    /// <summary>Everybody has these two: they are listed for people, and nothing asks for them.</summary>
    public static readonly RobeingCapability Conversation = new("conversation", 1, "대화", "Conversation");
    public static readonly RobeingCapability Slack = new("slack", 1, "슬랙 대화", "Talking in Slack");

    /// <summary>The setting response_length=detailed.</summary>
    public static readonly RobeingCapability DetailedAnswers = new("detailed_answers", 2, "자세한 답변", "Detailed answers");

    /// <summary>The skill settings news.*.</summary>
    public static readonly RobeingCapability News = new("news", 2, "뉴스", "News");

    /// <summary>The skill settings email.*.</summary>
    public static readonly RobeingCapability Email = new("email", 3, "이메일", "E-mail");

    /// <summary>Twice the context, and max_memory_size above 1000 or memory_ttl_days above 30.</summary>
    public static readonly RobeingCapability ExtendedMemory = new("extended_memory", 5, "확장 기억", "Extended memory");

    /// <summary>The operator's larger model.</summary>
    public static readonly RobeingCapability AdvancedModel = new("advanced_model", 7, "고급 모델", "The advanced model");

    /// <summary>The top bands of leadership in how it speaks.</summary>
    public static readonly RobeingCapability LeadershipVoice = new("leadership_voice", 10, "리더의 말투", "A leader's voice");

    /// <summary>By level.</summary>
    public static readonly IReadOnlyList<RobeingCapability> All =
        [Conversation, Slack, DetailedAnswers, News, Email, ExtendedMemory, AdvancedModel, LeadershipVoice];

    /// <summary>Null when a robeing of this level has the capability; otherwise <c>capability.locked</c> (409), which says what is missing.</summary>
    public static Error? Check(int level, RobeingCapability capability) => level >= capability.Level
        ? null
        : new Error(
            ErrorKind.Conflict,
            LockedCode,
            $"{capability.Korean}{Topic(capability.Korean)} 레벨 {capability.Level}에 열려요. 지금은 레벨 {level}{Copula(level)}. "
            + $"({capability.English}: unlocked at level {capability.Level}; this robeing is at level {level}.)")
            .With("capability", capability.Code)
            .With("required_level", capability.Level)
            .With("level", level);

    /// <summary>The topic particle: 은 after a syllable that ends in a consonant, 는 after one that does not.</summary>
    private static string Topic(string korean) => (korean[^1] - '가') % 28 == 0 ? "는" : "은";

    /// <summary>예요 after a number that is read with a vowel at its end (이, 사, 오, 구), 이에요 after any other.</summary>
    private static string Copula(int number) => number % 10 is 2 or 4 or 5 or 9 ? "예요" : "이에요";
}
