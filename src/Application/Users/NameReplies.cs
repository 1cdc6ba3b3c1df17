using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Users;

namespace ChatPlatform.Application.Users;

/// <summary>The name dialogue's words. Everybody is -님, which goes with every name and needs no particle that depends on its last sound.</summary>
internal static class NameReplies
{
    private const string Cancel = "취소";
    private const string Rule = "한글, 영문, 숫자와 · - _ 를 띄어쓰기 없이 1~20자까지 쓸 수 있어요.";

    public static NameReply Of(AppUser user, NameAnswer answer) => answer.Kind switch
    {
        NameAnswerKind.Asked => new($"{Now(user)}어떻게 불러 드릴까요? {Rule} 그만두려면 '{Cancel}'라고 말해 주세요.", [Cancel], null, user.Name),
        NameAnswerKind.Refused => new($"그 이름은 쓸 수 없어요. {Rule} 다시 알려 주시거나 '{Cancel}'라고 말해 주세요.", [Cancel], null, user.Name),
        NameAnswerKind.Guessed => new($"혹시 이름이 '{user.NameGuess}'인가요?", ["네", "아니요"], null, user.Name),
        NameAnswerKind.Declined => new("그렇군요! 이름을 알려 주고 싶으면 '/이름 홍길동'처럼 말해 주세요.", [], null, user.Name),
        NameAnswerKind.Cancelled => new(user.Name is null ? "알겠어요. 이름은 다음에 알려 주세요." : $"알겠어요. 그대로 {user.Name}님이라고 부를게요.", [], null, user.Name),
        _ => Called(user, answer),
    };

    private static string Now(AppUser user) => user.Name is null ? "" : $"지금은 {user.Name}님이라고 부르고 있어요. ";

    private static NameReply Called(AppUser user, NameAnswer answer) => answer.Change switch
    {
        { IsChange: false } => new($"네, {user.Name}님! 잘 기억하고 있어요.", [], null, user.Name, answer.SaysMore),
        { From: null } change => new($"반가워요, {user.Name}님! 앞으로 그렇게 부를게요.", [], Renamed(user, change), user.Name, answer.SaysMore),
        { } change => new($"좋아요! 이제부터 {user.Name}님이라고 부를게요.", [], Renamed(user, change), user.Name, answer.SaysMore),
        null => throw new InvalidOperationException("Who is called so has a change."),
    };

    /// <summary>What operators read about it.</summary>
    public static PlatformEvent Renamed(AppUser user, NameChange change) => new(
        "user.renamed",
        user.UserId.Value,
        $"[변경] 사용자 이름 변경 {(change.From is null ? "(없음)" : $"'{change.From}'")} → '{change.To}'",
        user.UserId,
        new { change.From, change.To },
        user.ClientId);
}
