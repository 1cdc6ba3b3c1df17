namespace ChatPlatform.SlackSimulator;

/// <summary>What must come of a message.</summary>
public enum Expectation
{
    /// <summary>One answer with all its parts.</summary>
    Answer,

    /// <summary>One answer without a marker: the model fails, and the person is told.</summary>
    Apology,

    /// <summary>Nothing at all.</summary>
    Nothing,
}

/// <summary>A message with a marker, and what is known of its end while the run goes on.</summary>
/// <param name="marker">In its text.</param>
/// <param name="message">As Slack keeps it.</param>
/// <param name="expectation">What must come of it.</param>
/// <param name="parts">Of the answer.</param>
/// <param name="what">In the words of a report: the noise, for example.</param>
public sealed class Question(Marker marker, ChannelMessage message, Expectation expectation, int parts, string what)
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _seen = [];
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Marker Marker => marker;

    public ChannelMessage Message => message;

    public Expectation Expectation => expectation;

    public int Parts => parts;

    public string What => what;

    /// <summary>When the first of its events left.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When the first of its events was acknowledged: from then on the answer is promised.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public bool IsAccepted => AcceptedAt is not null;

    public bool IsAnswered => _answered.Task.IsCompleted;

    /// <summary>Every part was seen.</summary>
    public Task Answered => _answered.Task;

    public void Sent(DateTimeOffset now)
    {
        lock (_lock)
        {
            SentAt ??= now;
        }
    }

    public void Accept(DateTimeOffset now)
    {
        lock (_lock)
        {
            AcceptedAt ??= now;
        }
    }

    internal void See(int part, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_seen.Add(part) && _seen.Count == parts)
            {
                AnsweredAt = now;
                _answered.TrySetResult();
            }
        }
    }

    public override string ToString() => $"{marker.Question} ({what} by {message.User} in {message.Channel}, thread {message.Root})";
}
