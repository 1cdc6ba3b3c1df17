using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Channels;

/// <summary>The words after <c>/robeing</c>.</summary>
internal sealed class SlackCommands(SlackRobeingCommands robeings, SlackPersonCommands people)
{
    private const string Help = """
        *이렇게 쓸 수 있어요*
        • `/robeing stats` 레벨과 능력치
        • `/robeing settings` 설정 보기, `/robeing settings response_style formal` 설정 바꾸기
        • `/robeing name 민수` 나를 부를 이름 정하기
        • `/robeing forget` 나에 관한 모든 것 지우기
        말을 걸 때는 저를 멘션하거나 다이렉트 메시지를 보내 주세요.
        """;

    public async Task<Result<string>> RunAsync(RunSlackCommand command, CancellationToken cancellationToken)
    {
        var (verb, rest) = Split(command.Text);
        return verb.ToLowerInvariant() switch
        {
            "" or "help" or "도움말" or "도움" => Help,
            "stats" or "상태" or "능력치" => await robeings.StatsAsync(command, cancellationToken),
            "settings" or "설정" => await robeings.SettingsAsync(command, Split(rest), cancellationToken),
            "name" or "이름" => await people.NameAsync(command, rest, cancellationToken),
            "forget" or "잊어줘" or "잊기" => await people.ForgetAsync(command, rest, cancellationToken),
            _ => $"모르는 명령이에요.\n\n{Help}",
        };
    }

    private static (string Word, string After) Split(string text)
    {
        var parts = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (parts.ElementAtOrDefault(0) ?? "", parts.ElementAtOrDefault(1) ?? "");
    }
}
