using System.Globalization;

namespace ChatPlatform.SlackSimulator;

/// <summary>A thread in the terminal.</summary>
internal static class SayCommand
{
    /// <summary>A long answer comes in several posts: how long to wait for one more.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var user = arguments.Text("user", "U0SIM0000");
        var channel = arguments.Has("dm") ? "D0SIM0000" : arguments.Text("channel", "C0SIM000");
        var wait = arguments.Seconds("wait", 60);
        await using var slack = await SlackSetup.StartAsync(arguments, new());
        var posts = 0;
        slack.Api.OnPost = post =>
        {
            slack.Ledger.See(post); // so that one sees when it becomes quiet
            Interlocked.Increment(ref posts);
            Line(slack.Clock, post.Root == post.Ts ? "봇" : "봇 ↳", post.Text);
        };
        string? root = null;
        var good = true;
        foreach (var words in arguments.Words.Count > 0 ? [string.Join(' ', arguments.Words)] : Lines())
        {
            var message = slack.Write(channel, root, user, channel.StartsWith('D') ? words : $"{slack.Workspace.Mention} {words}");
            root ??= message.Ts;
            Line(slack.Clock, "나", words);
            var before = Volatile.Read(ref posts);
            var question = slack.Ledger.Ask(slack.Ledger.NextMarker(), message, Expectation.Apology, 1, "a message");
            await slack.TellAsync(message, Telling.AtOnce, TimeSpan.Zero, subtype: null, question, cancellationToken);
            Line(slack.Clock, "·", question.AcceptedAt - question.SentAt is { } time
                ? $"acknowledged after {time.TotalMilliseconds:F0} ms"
                : "nobody acknowledged it: is the product running, and are its address and the signing secret these?");
            good &= question.IsAccepted && await WaitAsync(slack, () => Volatile.Read(ref posts) > before, wait, cancellationToken);
        }

        return good && slack.Ledger.Violations.Count == 0 ? 0 : 1;
    }

    private static async Task<bool> WaitAsync(SimulatedSlack slack, Func<bool> posted, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (slack.Ledger.Quiet < (posted() ? Pause : limit))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), slack.Clock, cancellationToken);
        }

        if (!posted())
        {
            Line(slack.Clock, "·", $"no answer within {limit.TotalSeconds:0.#} s; SLACK_API_URL must be {slack.Api.ApiUrl}");
        }

        return posted();
    }

    private static IEnumerable<string> Lines()
    {
        Console.WriteLine("A line says something in the same thread, an empty line ends.");
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            yield return line;
        }
    }

    internal static void Line(TimeProvider clock, string who, string text) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{clock.GetLocalNow():HH:mm:ss.fff}  {who,-5} {text.ReplaceLineEndings("\n                     ")}"));
}
