namespace ChatPlatform.Application.Channels;

/// <summary>Where an answer goes in Slack. Ids have no slashes.</summary>
/// <param name="Team">The workspace.</param>
/// <param name="App">The app that was spoken to.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Thread">The thread that the answer goes into.</param>
/// <param name="Question">The message that asked: what answers it is newer.</param>
internal sealed record SlackTarget(string Team, string App, string Channel, string Thread, string Question)
{
    private const char Separator = '/';

    /// <summary>Posts into one channel wait for each other.</summary>
    public string Lane => $"slack:{Team}:{Channel}";

    public override string ToString() => string.Join(Separator, Team, App, Channel, Thread, Question);

    public static SlackTarget Of(string text)
    {
        var parts = text.Split(Separator);
        return new SlackTarget(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }
}
