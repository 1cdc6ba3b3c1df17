using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Channels;

/// <summary>Slash commands about the robeing that answers in the channel.</summary>
internal sealed class SlackRobeingCommands(IRobeings robeings, IRobeingCards cards, IRobeingSettings settings)
{
    /// <summary>No key is longer.</summary>
    private const int KeyShownLength = 100;

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
            return all.Match<Result<string>>(lines => Show(lines, given.Key), error => Explain(error, given.Key));
        }

        if (!command.Workspace.MayChange(command.User))
        {
            return $"설정은 로빙 관리자만 바꿀 수 있어요. 운영자에게 `SLACK_ADMINS`에 `{SlackTexts.Plain(command.User)}` 추가를 부탁해 주세요.";
        }

        var set = await settings.SetAsync(RobeingOf(command), given.Key, given.Value, $"slack:{Pseudonym.Of(command.User)}", cancellationToken);
        return set.Match<Result<string>>(line => $"바꿨어요. {Show(line)}", error => Explain(error, given.Key));
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

    private string Show(IReadOnlyList<RobeingSettingLine> lines, string key)
    {
        var wanted = lines.Where(l => key.Length == 0 || l.Key == key).ToList();
        return wanted.Count > 0 ? string.Join('\n', wanted.Select(Show)) : Unknown(key);
    }

    private static string Show(RobeingSettingLine line) =>
        $"`{SlackTexts.Plain(line.Key)}` = `{SlackTexts.Plain(line.Text)}`{(line.IsDefault ? " (기본값)" : "")}";

    /// <summary>In Korean: what the person can mend, and how. An outage is not theirs to mend.</summary>
    private Result<string> Explain(Error error, string key) => error.Code switch
    {
        "setting.not_found" => Unknown(key),
        "setting.invalid_value" when settings.AllowedFor(key) is { } allowed => $"`{key}`에 쓸 수 있는 값: {allowed}.",
        "setting.invalid_value" => "이 값은 저장할 수 없어요. 깨진 글자 없이, 4,000자 안으로, 너무 복잡하지 않게 적어 주세요.",
        "setting.key_invalid" => "스킬 설정의 이름은 `weather.city`처럼 점으로 이은 소문자 낱말이에요. 영문 소문자, 숫자, `_`, `-`를 100자까지 쓸 수 있어요.",
        "setting.secret_refused" => "설정에는 비밀번호나 토큰 같은 비밀을 둘 수 없어요. 로빙을 볼 수 있는 사람은 누구나 설정을 볼 수 있어요.",
        "setting.too_many" => "스킬 설정이 너무 많아요. 쓰지 않는 것을 지운 뒤 다시 해 주세요.",
        "capability.locked" => $"이 설정은 레벨 {error.Data?.GetValueOrDefault("required_level")}에 열려요 (지금은 레벨 {error.Data?.GetValueOrDefault("level")}).",
        _ => error,
    };

    /// <summary>With all there are, and first what was probably meant.</summary>
    private string Unknown(string key)
    {
        var near = settings.Keys.Where(known => known.Contains(key, StringComparison.OrdinalIgnoreCase)).ToList();
        var shown = SlackTexts.Plain(key.Length <= KeyShownLength ? key : $"{CutText.To(key, KeyShownLength)}…");
        return $"`{shown}`라는 설정은 없어요.{(near.Count == 0 ? "" : $" 혹시 {Quoted(near)}인가요?")} 있는 설정: {Quoted(settings.Keys)}.";
    }

    private static string Quoted(IEnumerable<string> keys) => string.Join(", ", keys.Select(key => $"`{key}`"));
}
