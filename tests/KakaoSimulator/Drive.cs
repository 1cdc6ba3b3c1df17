using System.Collections.Concurrent;

namespace ChatPlatform.KakaoSimulator;

/// <summary>
/// Many people talk with the bot while models and callback URLs misbehave; then the ledger is held against the platform. Goes on while the
/// platform is away: such questions are lost for the person, who asks anew.
/// </summary>
/// <param name="bot">Through which they talk.</param>
/// <param name="states">What the platform says at the end.</param>
/// <param name="options">How many and how.</param>
public sealed class Drive(Bot bot, PlatformStates states, DriveOptions options)
{
    // below the 100 or so requests an operator would let one key make in a moment
    private const int CrossChecked = 50;

    private readonly ConcurrentDictionary<string, Person> _people = new();
    private int _finished;

    public int Finished => Volatile.Read(ref _finished);

    /// <summary>What is going on, for those who watch.</summary>
    public string Phase { get; private set; } = "talking";

    public async Task<LedgerReport> RunAsync(CancellationToken cancellationToken)
    {
        var ledger = bot.Ledger;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, options.Conversations),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
            async (index, token) => await TalkAsync(index, token));
        var platform = await SettleAsync(cancellationToken);
        for (var round = 0; round < options.CollectRounds && await CollectAsync(platform, cancellationToken); round++)
        {
            platform = await SettleAsync(cancellationToken);
        }

        Phase = "comparing";
        await CrossCheckAsync(platform, cancellationToken);
        foreach (var violation in bot.Host.Violations)
        {
            ledger.Violate(violation);
        }

        return ledger.Verify(platform);
    }

    private async Task TalkAsync(int index, CancellationToken cancellationToken)
    {
        var person = bot.Meet($"sim-{bot.Ledger.Run}-{index:D5}");
        _people[person.Id] = person;
        var conversation = new Conversation(person, bot.Clock, options.TimeScale);
        foreach (var step in ConversationPlan.Of(options, index).Steps)
        {
            await conversation.TakeAsync(step, cancellationToken);
        }

        Interlocked.Increment(ref _finished);
    }

    /// <summary>Until nothing is on its way any more, or the limit.</summary>
    private async Task<ILookup<Marker, TaskState>> SettleAsync(CancellationToken cancellationToken)
    {
        Phase = "waiting for the platform to finish";
        var started = bot.Clock.GetTimestamp();
        while (true)
        {
            var platform = await states.ReadAsync(bot.Ledger.Run, cancellationToken);
            if (platform.SelectMany(tasks => tasks).All(t => t.IsFinal) || bot.Clock.GetElapsedTime(started) > options.SettleLimit)
            {
                return platform;
            }

            await Task.Delay(TimeSpan.FromSeconds(1) * options.TimeScale, bot.Clock, cancellationToken);
        }
    }

    /// <summary>People whose answers are held write once more. False when there are none.</summary>
    private async Task<bool> CollectAsync(ILookup<Marker, TaskState> platform, CancellationToken cancellationToken)
    {
        var waiting = bot.Ledger.Questions
            .Where(q => !q.IsSeen && platform[q.Marker].Any(t => t is { Status: "completed", Delivery: "held" }))
            .Select(q => q.Person).Distinct().ToList();
        Phase = $"{waiting.Count} people fetch what is held for them";
        await Parallel.ForEachAsync(
            waiting,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
            async (id, token) => await new Conversation(_people[id], bot.Clock, options.TimeScale)
                .TakeAsync(new("[model:quick] 아까 물어본 건 어떻게 됐나요?", new("") { Callback = CallbackMode.Ok }, Hurries: false), token));
        return waiting.Count > 0;
    }

    /// <summary>The person's own page must not say otherwise than the operator's list.</summary>
    private async Task CrossCheckAsync(ILookup<Marker, TaskState> platform, CancellationToken cancellationToken)
    {
        foreach (var task in platform.SelectMany(tasks => tasks).Where(t => t.IsFinal).Take(CrossChecked))
        {
            var (status, response) = await states.StatusAsync(task.TaskId, cancellationToken);
            if (status != task.Status)
            {
                bot.Ledger.Violate($"{task.Marker!.Value.Question}: ai-status says '{status}', the list says {task}");
            }
            else if (status is "completed" && Marker.FindAnswers(response ?? "").FirstOrDefault().Marker != task.Marker)
            {
                bot.Ledger.Violate($"{task.Marker!.Value.Question}: ai-status does not show its answer");
            }
        }
    }
}
