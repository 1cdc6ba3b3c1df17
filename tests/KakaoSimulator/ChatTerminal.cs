using System.Globalization;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Shows a conversation as it happens.</summary>
internal sealed class ChatTerminal
{
    private const int MostPresses = 10;

    private readonly Bot _bot;
    private readonly Person _person;
    private readonly bool _press;
    private int _violationsShown;

    public ChatTerminal(Bot bot, string user, bool press)
    {
        (_bot, _press) = (bot, press);
        _person = new(bot, user)
        {
            OnRead = Show,
            OnMissed = hit => Line("✉", $"({hit.Outcome}: the person does not see this) {hit.Answer}\n{hit.Response.AllText}"),
        };
    }

    public IReadOnlyList<QuickReply> Buttons => _person.Buttons;

    public async Task SayAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        await ExchangeAsync(utterance, cancellationToken);
        for (var i = 0; _press && i < MostPresses && Buttons.FirstOrDefault(b => b.ChecksAnswer || b.ShowsMore) is { } button; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1.5), _bot.Clock, cancellationToken);
            await ExchangeAsync(
                new(button.MessageText ?? button.Label) { Button = button, Callback = utterance.Callback }, cancellationToken);
        }
    }

    /// <summary>The exit code.</summary>
    public async Task<int> CloseAsync()
    {
        foreach (var violation in _bot.Host.Violations)
        {
            _bot.Ledger.Violate(violation);
        }

        ShowViolations();
        var (broken, refused) = (_bot.Ledger.Violations.Count, _bot.Replies.Count(r => r.Kind == ReplyKind.Refused));
        await Console.Out.WriteLineAsync(broken > 0 ? $"{broken} rules were broken."
            : refused > 0 ? $"{refused} messages got no response: is the platform running, and is this its address?"
            : "No rule was broken.");
        return broken + refused == 0 ? 0 : 1;
    }

    private async Task ExchangeAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        Line(utterance.Button is null ? "나" : "나 ▷", utterance.Text);
        var turn = await _person.SayAsync(utterance, cancellationToken);
        Line("·", $"{turn.Reply.Kind} after {turn.Reply.Elapsed.TotalMilliseconds:F0} ms{(turn.Reply.Problem is null ? "" : $": {turn.Reply.Problem}")}");
        if (turn.IsWaiting)
        {
            var started = _bot.Clock.GetTimestamp();
            var seen = await _person.WaitAsync(turn, cancellationToken);
            Line("·", $"{(seen ? "callback" : "nothing to see by callback")} after {_bot.Clock.GetElapsedTime(started).TotalSeconds:F1} s more");
        }

        if (Buttons.Count > 0)
        {
            Line("·", string.Join("  ", Buttons.Select((button, i) => $"#{i + 1} [{button.Label}]")));
        }

        ShowViolations();
    }

    private void ShowViolations()
    {
        foreach (var violation in _bot.Ledger.Violations.Skip(_violationsShown))
        {
            Line("✗", violation);
        }

        _violationsShown = _bot.Ledger.Violations.Count;
    }

    private void Show(ChatLine line) => Line(line.Way switch
    {
        null => "봇 …",
        Way.Callback => "봇 ✉",
        _ => "봇",
    }, line.Text);

    private void Line(string who, string text) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{_bot.Clock.GetLocalNow():HH:mm:ss.fff}  {who,-5} {text.ReplaceLineEndings("\n                     ")}"));
}
