using System.Collections.Concurrent;

namespace ChatPlatform.SlackSimulator;

/// <summary>
/// Many people write to the bot while the Web API misbehaves; then the posts are held against the messages. Goes on while nodes of the product
/// are away: Slack sends again what nobody acknowledged.
/// </summary>
/// <param name="slack">Through which they write.</param>
/// <param name="options">How many and how.</param>
public sealed class Drive(SimulatedSlack slack, DriveOptions options)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Task> _background = new();
    private readonly ConcurrentQueue<(Question Question, IReadOnlyList<SlackEvent> Events)> _told = new();
    private readonly Dice _dice = new(options.Seed);
    private int _finished;

    public int Finished => Volatile.Read(ref _finished);

    /// <summary>What is going on, for those who watch.</summary>
    public string Phase { get; private set; } = "talking";

    public async Task<LedgerReport> RunAsync(CancellationToken cancellationToken)
    {
        slack.Api.OnPost = post =>
        {
            slack.Ledger.See(post);
            _background.Enqueue(EchoAsync(post, cancellationToken));
        };
        await slack.Delivery.VerifyUrlsAsync(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, options.People).Select(person => TalkAsync(person, cancellationToken)));
        await SettleAsync(cancellationToken);
        Phase = "sending once more what was answered";
        foreach (var (_, events) in _told.Where(t => t.Question.IsAnswered && _dice.Percent(options.LatePercent)))
        {
            await Task.WhenAll(events.Select(e => slack.Delivery.RepeatAsync(e, 3, cancellationToken)));
        }

        Phase = "watching for what should not come";
        while (slack.Ledger.Quiet < options.Watch)
        {
            await Task.Delay(BetweenLooks, slack.Clock, cancellationToken);
        }

        await FinishBackgroundAsync();
        if (!slack.Ledger.Questions.Any(q => q.IsAccepted))
        {
            slack.Ledger.Violate("not one message was acknowledged: nothing is proved");
        }

        return slack.Ledger.Verify();
    }

    private async Task TalkAsync(int person, CancellationToken cancellationToken)
    {
        var user = $"U0SIM{person:D4}";
        foreach (var thread in ThreadPlan.Of(options, person))
        {
            var channel = thread.Channel is { } index ? $"C0SIM{index:D3}" : $"D0SIM{person:D4}";
            string? root = null;
            foreach (var step in thread.Steps)
            {
                var question = Ask(step, channel, root, user, cancellationToken);
                root ??= question.Message.Ts;
                var patience = step.Hurries ? TimeSpan.FromMilliseconds(400) * options.TimeScale : options.Patience;
                await Task.WhenAny(question.Answered, Task.Delay(patience, slack.Clock, cancellationToken));
                if (step.Noise is { } noise)
                {
                    _background.Enqueue(DisturbAsync(noise, channel, user, cancellationToken));
                }
            }
        }

        Interlocked.Increment(ref _finished);
    }

    private Question Ask(Step step, string channel, string? root, string user, CancellationToken cancellationToken)
    {
        var marker = slack.Ledger.NextMarker();
        var mention = channel.StartsWith('D') ? "" : $"{slack.Workspace.Mention} ";
        var message = slack.Write(channel, root, user, $"{mention}{marker.Question} {step.Text}");
        var question = slack.Ledger.Ask(
            marker, message, step.Model is "fail" ? Expectation.Apology : Expectation.Answer, step.Parts, $"a {step.Model} question");
        var subtype = !step.Special ? null : root is null ? "file_share" : "thread_broadcast";
        _background.Enqueue(TellAsync());
        return question;

        async Task TellAsync() =>
            _told.Enqueue((question, await slack.TellAsync(message, step.Telling, step.Gap, subtype, question, cancellationToken)));
    }

    private Task DisturbAsync(Noise noise, string channel, string user, CancellationToken cancellationToken)
    {
        // in a direct channel everything that a person writes is a question; the bot's own words are never one
        var place = noise is Noise.OwnMessage ? channel : $"C0SIM{_dice.Below(options.Channels):D3}";
        var marker = slack.Ledger.NextMarker();
        var message = slack.Write(place, null, user, Noises.TextOf(noise, $"{marker.Question} [model:quick] 대답하지 마세요.", slack.Workspace));
        slack.Ledger.Ask(marker, message, Expectation.Nothing, 1, $"noise {noise}");
        var @event = SlackEvent.Of(Noises.EventOf(noise, message, slack.Api.MessageClock.Next(), slack.Workspace), slack.Workspace, slack.Clock);
        return noise switch
        {
            Noise.Forged => slack.Delivery.DeliverFalseAsync(@event, new("another-secret"), cancellationToken),
            Noise.Stale => slack.Delivery.DeliverFalseAsync(@event, new(Age: TimeSpan.FromMinutes(10)), cancellationToken),
            _ => slack.Delivery.DeliverAsync(@event, acknowledged: null, cancellationToken),
        };
    }

    /// <summary>Slack tells the bot of its own posts too.</summary>
    private Task EchoAsync(ChannelMessage post, CancellationToken cancellationToken) => slack.Delivery.DeliverAsync(
        SlackEvent.Of(Happenings.Message(post), slack.Workspace, slack.Clock), acknowledged: null, cancellationToken);

    /// <summary>Until everything that was accepted is answered, or nothing has moved for too long.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        Phase = "waiting for the answers";
        await FinishBackgroundAsync();
        while (!slack.Ledger.IsComplete && slack.Ledger.Quiet < options.Patience)
        {
            await Task.Delay(BetweenLooks, slack.Clock, cancellationToken);
        }
    }

    private async Task FinishBackgroundAsync()
    {
        while (_background.TryDequeue(out var task))
        {
            await task;
        }
    }
}
