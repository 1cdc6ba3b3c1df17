namespace ChatPlatform.SlackSimulator;

/// <summary>The whole of the simulated Slack: its Web API, its events, its ledger.</summary>
public sealed class SimulatedSlack : IAsyncDisposable
{
    private readonly Wire _wire;

    private SimulatedSlack(WebApi api, DeliveryOptions options, Ledger ledger, TimeProvider clock)
    {
        (Api, Ledger, Clock) = (api, ledger, clock);
        _wire = new(api.Workspace, Acks, clock);
        Delivery = new(_wire, ledger, options, clock);
        Commands = new(_wire, api, options.Targets[0]);
    }

    public WebApi Api { get; }

    public Ledger Ledger { get; }

    public Acks Acks { get; } = new();

    public Delivery Delivery { get; }

    public SlashCommands Commands { get; }

    public TimeProvider Clock { get; }

    public Workspace Workspace => Api.Workspace;

    /// <summary>Around a Web API that is already there: a node wants to know its address before one knows the node's.</summary>
    public static SimulatedSlack Around(WebApi api, DeliveryOptions options, TimeProvider? clock = null, string? run = null)
    {
        clock ??= TimeProvider.System;
        return new(api, options, new(clock, run), clock);
    }

    /// <summary>A person's message in a channel, which opens if need be. Stored, and not told of yet.</summary>
    public ChannelMessage Write(string channel, string? threadTs, string user, string text)
    {
        var message = new ChannelMessage(channel, Api.MessageClock.Next(), threadTs, user, text) { At = Clock.GetUtcNow() };
        Api.Channels.Open(channel);
        Api.Channels.Add(message);
        return message;
    }

    /// <summary>Brings the events of a message to the product, until all of them are acknowledged or given up.</summary>
    /// <param name="message">In a direct channel, or with a mention.</param>
    /// <param name="telling">Which events of a mention.</param>
    /// <param name="gap">Between the two.</param>
    /// <param name="subtype">Of the message event.</param>
    /// <param name="question">Told when it is sent and acknowledged.</param>
    /// <returns>The events.</returns>
    public async Task<IReadOnlyList<SlackEvent>> TellAsync(
        ChannelMessage message, Telling telling, TimeSpan gap, string? subtype, Question? question, CancellationToken cancellationToken)
    {
        var mention = SlackEvent.Of(Happenings.AppMention(message), Workspace, Clock);
        var plain = SlackEvent.Of(Happenings.Message(message, subtype), Workspace, Clock);
        SlackEvent[] events = (message.IsDirect, telling) switch
        {
            (true, _) or (_, Telling.MessageOnly) => [plain],
            (_, Telling.MentionOnly) => [mention],
            (_, Telling.MessageFirst) => [plain, mention],
            _ => [mention, plain],
        };
        question?.Sent(Clock.GetUtcNow());
        List<Task> running = [];
        foreach (var @event in events)
        {
            running.Add(Delivery.DeliverAsync(@event, () => question?.Accept(Clock.GetUtcNow()), cancellationToken));
            if (@event != events[^1] && telling is not Telling.AtOnce)
            {
                await Task.Delay(gap, Clock, cancellationToken);
            }
        }

        await Task.WhenAll(running);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        await Api.DisposeAsync();
    }
}
