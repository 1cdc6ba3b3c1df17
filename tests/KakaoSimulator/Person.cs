namespace ChatPlatform.KakaoSimulator;

/// <summary>A person who talks with the bot. They see what Kakao would show them, and nothing else.</summary>
public sealed class Person(Bot bot, string id)
{
    private readonly Lock _lock = new();
    private readonly List<ChatLine> _chat = [];

    public string Id => id;

    /// <summary>Told of each bubble as it appears.</summary>
    public Action<ChatLine>? OnRead { get; init; }

    /// <summary>Told of each message that the callback URL did not show.</summary>
    public Action<CallbackHit>? OnMissed { get; init; }

    /// <summary>Below the last bubbles.</summary>
    public IReadOnlyList<QuickReply> Buttons { get; private set; } = [];

    public IReadOnlyList<ChatLine> Chat
    {
        get
        {
            lock (_lock)
            {
                return [.. _chat];
            }
        }
    }

    /// <summary>Asks a new question of the ledger's.</summary>
    /// <param name="text">Follows the marker.</param>
    /// <param name="how">What goes along; its text and question are not used.</param>
    public Task<Turn> AskAsync(string text, Utterance how, CancellationToken cancellationToken)
    {
        var question = bot.Ledger.Ask(id);
        return SayAsync(how with { Text = $"{question.Marker.Question} {text}", Question = question }, cancellationToken);
    }

    public Task<Turn> PressAsync(QuickReply button, CallbackMode? callback, CancellationToken cancellationToken) =>
        SayAsync(new(button.MessageText ?? button.Label) { Button = button, Callback = callback }, cancellationToken);

    public async Task<Turn> SayAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        var callback = utterance.Callback is { } mode ? bot.Host.Issue(mode, Receive) : null;
        var request = new SkillRequest(id, utterance.Text)
        {
            CallbackUrl = callback?.Url,
            Minimal = utterance.Minimal,
            Button = utterance.Button,
        };
        Buttons = []; // they are gone as soon as one writes
        List<Task<Reply>> sent = [bot.SendAsync(request, cancellationToken)];
        if (utterance.SendAgainAfter is { } after)
        {
            sent.Add(SendLaterAsync(request, after, cancellationToken));
        }

        Reply? used = null;
        await foreach (var reply in Task.WhenEach(sent))
        {
            if (used?.Response is null)
            {
                used = await reply;
                Read(used, utterance, callback);
            }
        }

        if (used!.Response is null)
        {
            callback?.Broke();
            utterance.Question?.Refuse();
        }

        return new(utterance, used, callback);
    }

    /// <summary>Until the callback has come or can no longer come. True when the person saw something.</summary>
    public async Task<bool> WaitAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!turn.IsWaiting)
        {
            return false;
        }

        var left = turn.Callback!.ExpiresAt - bot.Clock.GetUtcNow();
        try
        {
            var hit = await turn.Callback.Settled.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, bot.Clock, cancellationToken);
            return hit.Outcome == HitOutcome.Shown;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<Reply> SendLaterAsync(SkillRequest request, TimeSpan after, CancellationToken cancellationToken)
    {
        await Task.Delay(after, bot.Clock, cancellationToken);
        return await bot.SendAsync(request, cancellationToken);
    }

    private void Read(Reply reply, Utterance utterance, CallbackUrl? callback)
    {
        if (reply.Response is not { } response)
        {
            return;
        }

        callback?.Answered(response.UseCallback);
        if (response.UseCallback && callback is null)
        {
            bot.Ledger.Violate($"{id}: useCallback without a callbackUrl, in the response to '{utterance.Text}'");
        }

        Show(response, utterance.Button is null ? Way.Inline : Way.Button, utterance.Question?.Marker);
    }

    private void Receive(CallbackHit hit)
    {
        foreach (var violation in hit.Violations)
        {
            bot.Ledger.Violate($"{id}: {violation}");
        }

        if (hit.Outcome == HitOutcome.Shown)
        {
            Show(hit.Response, Way.Callback, asked: null);
            return;
        }

        if (hit.Outcome == HitOutcome.Lost)
        {
            bot.Ledger.Lose(hit.Response.AllText);
        }

        OnMissed?.Invoke(hit);
    }

    private void Show(KakaoResponse response, Way way, Marker? asked)
    {
        var now = bot.Clock.GetUtcNow();
        bot.Ledger.See(id, response.AllText, way, asked);
        List<ChatLine> lines = [.. response.Texts.Select(text => new ChatLine(now, way, text))];
        if (response.WaitText is not null)
        {
            lines.Insert(0, new(now, Way: null, response.WaitText));
        }

        lock (_lock)
        {
            _chat.AddRange(lines);
            Buttons = response.QuickReplies;
        }

        lines.ForEach(line => OnRead?.Invoke(line));
    }
}
