namespace ChatPlatform.SlackSimulator;

/// <summary>Brings events to the product as Slack does: again at once, after a minute and after five, until one attempt is acknowledged.</summary>
public sealed class Delivery(Wire wire, Ledger ledger, DeliveryOptions options, TimeProvider clock)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly Dice _dice = new(options.Seed);
    private int _retries;
    private int _spurious;

    /// <summary>Attempts after the first that were needed.</summary>
    public int Retries => Volatile.Read(ref _retries);

    /// <summary>Attempts after an acknowledgement.</summary>
    public int Spurious => Volatile.Read(ref _spurious);

    /// <summary>Until the event is acknowledged or given up; an acknowledgement that gets lost costs another attempt after it.</summary>
    /// <param name="event">To deliver.</param>
    /// <param name="acknowledged">Called at the first acknowledgement.</param>
    public async Task DeliverAsync(SlackEvent @event, Action? acknowledged, CancellationToken cancellationToken)
    {
        (int Number, string Reason)? retry = null;
        for (var attempt = 0; ; attempt++)
        {
            var ack = await PostAsync(@event, retry, Disguise.None, cancellationToken);
            Judge(ack, retry);
            if (ack.IsGood)
            {
                acknowledged?.Invoke();
                await LoseAckAsync(@event, attempt, cancellationToken);
                return;
            }

            if (ack.NoRetry || attempt == Waits.Length)
            {
                return;
            }

            await Task.Delay(Waits[attempt] * options.TimeScale, clock, cancellationToken);
            retry = (attempt + 1, ack.Problem!);
            Interlocked.Increment(ref _retries);
        }
    }

    /// <summary>Once more, although it was acknowledged.</summary>
    public async Task RepeatAsync(SlackEvent @event, int number, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _spurious);
        (int, string)? retry = (number, "http_timeout");
        Judge(await PostAsync(@event, retry, Disguise.None, cancellationToken), retry);
    }

    /// <summary>An event that must be refused, and that nobody sends again.</summary>
    public async Task DeliverFalseAsync(SlackEvent @event, Disguise disguise, CancellationToken cancellationToken)
    {
        var ack = await PostAsync(@event, retry: null, disguise, cancellationToken);
        if (ack.IsGood)
        {
            ledger.Violate($"an event with a false signature was acknowledged with {ack.Status}");
        }
    }

    /// <summary>Each node must echo the challenge, and only when it is signed.</summary>
    public async Task VerifyUrlsAsync(CancellationToken cancellationToken)
    {
        foreach (var target in options.Targets)
        {
            var challenge = $"challenge-{_dice.Below(int.MaxValue)}";
            var check = SlackEvent.UrlVerification(challenge);
            var url = new Uri(target, "/slack/events");
            var ack = await wire.PostAsync(url, check.Body, Wire.Json, retry: null, Disguise.None, cancellationToken);
            if (!ack.IsGood || !ack.Body.Contains(challenge, StringComparison.Ordinal))
            {
                ledger.Violate($"{target}: url_verification got {Say(ack)} and not its challenge");
            }

            var forged = await wire.PostAsync(url, check.Body, Wire.Json, retry: null, new("another-secret"), cancellationToken);
            if (forged.IsGood)
            {
                ledger.Violate($"{target}: url_verification with a false signature got {Say(forged)}");
            }
        }
    }

    private Task<Ack> PostAsync(SlackEvent @event, (int, string)? retry, Disguise disguise, CancellationToken cancellationToken) =>
        wire.PostAsync(
            new(options.Targets[_dice.Below(options.Targets.Count)], "/slack/events"), @event.Body, Wire.Json, retry, disguise, cancellationToken);

    private async Task LoseAckAsync(SlackEvent @event, int attempt, CancellationToken cancellationToken)
    {
        if (!_dice.Percent(options.LostAckPercent) || attempt == Waits.Length)
        {
            return;
        }

        // at once or later: while the answer is being written, and after it was given
        await Task.Delay(TimeSpan.FromMilliseconds(_dice.Below(60_000)) * options.TimeScale * _dice.Below(2), clock, cancellationToken);
        await RepeatAsync(@event, attempt + 1, cancellationToken);
    }

    /// <summary>Away is forgiven, wrong is not.</summary>
    private void Judge(Ack ack, (int Number, string)? retry)
    {
        if (ack.Status is not (0 or 502 or 503 or 504) && !ack.IsGood)
        {
            ledger.Violate($"an event{(retry is null ? "" : $" (retry {retry.Value.Number})")} got {Say(ack)}");
        }
    }

    private static string Say(Ack ack) =>
        $"{(ack.Status is 0 ? ack.Problem : $"HTTP {ack.Status}")}{(ack.Body.Length is 0 ? "" : $": {ack.Body[..Math.Min(ack.Body.Length, 200)]}")}";
}
