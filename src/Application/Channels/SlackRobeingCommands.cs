using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Channels;

/// <summary>Slash commands about the robeing that answers in the channel.</summary>
internal sealed class SlackRobeingCommands(IRobeings robeings, IRobeingCards cards, IRobeingSettings settings)
{
    public async Task<Result<string>> StatsAsync(RunSlackCommand command, CancellationToken cancellationToken) =>
        await IsOursAsync(command, cancellationToken) && await cards.FindAsync(RobeingOf(command), cancellationToken) is { } card
            ? Show(card)
            : SlackTexts.NotYetMet;

    /// <summary>All settings, one of them, or a change.</summary>
    public async Task<Result<string>> SettingsAsync(RunSlackCommand command, (string Key, string Value) given, CancellationToken cancellationToken)
    {
        if (!await IsOursAsync(command, cancellationToken))
        {
            return SlackTexts.NotYetMet;
        }

        if (given.Value.Length == 0)
        {
            var all = await settings.ListAsync(RobeingOf(command), cancellationToken);
            return all.Match<Result<string>>(lines => Show(lines, given.Key), error => Explain(error));
        }

        if (!command.Workspace.MayChange(command.User))
        {
            return $"설정은 로빙 관리자만 바꿀 수 있어요. 운영자에게 `SLACK_ADMINS`에 `{SlackTexts.Plain(command.User)}` 추가를 부탁해 주세요.";
        }

        var set = await settings.SetAsync(RobeingOf(command), given.Key, given.Value, $"slack:{command.User}", cancellationToken);
        return set.Match<Result<string>>(line => $"바꿨어요. {Show(line)}", error => Explain(error));
    }

    /// <summary>One that is some client's own is not Slack's to show or change.</summary>
    private Task<bool> IsOursAsync(RunSlackCommand command, CancellationToken cancellationToken) =>
        robeings.IsOpenToAsync(RobeingOf(command), ChannelClients.Slack, cancellationToken);

    private static string RobeingOf(RunSlackCommand command) => command.Workspace.RobeingFor(command.Channel);

    private static string Show(RobeingCard card) => $"""
        *{SlackTexts.Plain(card.DisplayName)}* · 레벨 {card.Level} (경험치 {card.Experience:N0} / {card.ExperienceForNextLevel:N0})
        기억 {card.Memory} · 연산 {card.Compute} · 공감 {card.Empathy} · 리더십 {card.Leadership} · 윤리 {card.Ethics} · 남은 포인트 {card.StatPointsAvailable}
        대화 {card.TotalConversations:N0} · 성공 {card.SuccessfulTasks:N0} · 실패 {card.FailedTasks:N0} · 업적 {card.Achievements}개
        """;

    private static string Show(IReadOnlyList<RobeingSettingLine> lines, string key)
    {
        var wanted = lines.Where(l => key.Length == 0 || l.Key == key).ToList();
        return wanted.Count > 0
            ? string.Join('\n', wanted.Select(Show))
            : $"`{SlackTexts.Plain(key)}`라는 설정은 없어요. `/robeing settings`로 모두 볼 수 있어요.";
    }

    private static string Show(RobeingSettingLine line) =>
        $"`{SlackTexts.Plain(line.Key)}` = `{SlackTexts.Plain(line.Text)}`{(line.IsDefault ? " (기본값)" : "")}";

    /// <summary>What a person can mend they are told; an outage is the server's to say.</summary>
    private static Result<string> Explain(Error error) => error.Kind == ErrorKind.Unavailable ? error
        : error.Code == "robeing.not_found" ? SlackTexts.NotYetMet
        : SlackTexts.Plain(error.Message);
}
