using System.Collections.Frozen;

namespace ChatPlatform.Domain.Conversations;

/// <summary>The kinds of what people say, as they are stored.</summary>
public static class IntentName
{
    public const int MaxLength = 40;

    public const string Question = "question";
    public const string Request = "request";
    public const string Greeting = "greeting";
    public const string Feedback = "feedback";
    public const string Command = "command";
    public const string SmallTalk = "small_talk";

    public static FrozenSet<string> All { get; } = FrozenSet.Create(StringComparer.Ordinal, Question, Request, Greeting, Feedback, Command, SmallTalk);
}
