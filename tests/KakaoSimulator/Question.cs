namespace ChatPlatform.KakaoSimulator;

/// <summary>How an answer came to a person.</summary>
public enum Way
{
    /// <summary>In the response to its own question.</summary>
    Inline,

    /// <summary>Posted to the callback URL.</summary>
    Callback,

    /// <summary>In the response to something the person said later.</summary>
    NextUtterance,

    /// <summary>In the response to a button.</summary>
    Button,
}

/// <summary>A part of an answer that a person saw.</summary>
public sealed record Appearance(int Part, Way Way, DateTimeOffset At);

/// <summary>A question and all that became of it, as its person saw it.</summary>
public sealed class Question(Marker marker, string person, DateTimeOffset askedAt)
{
    private readonly Lock _lock = new();
    private readonly List<Appearance> _seen = [];

    public Marker Marker { get; } = marker;

    public string Person { get; } = person;

    public DateTimeOffset AskedAt { get; } = askedAt;

    /// <summary>No usable response came (no connection, 5xx, too late): for the person, Kakao lost the question.</summary>
    public bool Refused { get; private set; }

    /// <summary>The answer was taken by a callback URL that lost it.</summary>
    public bool LostOnTheWay { get; private set; }

    public bool IsSeen => Seen.Count > 0;

    public IReadOnlyList<Appearance> Seen
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    public void Refuse() => Refused = true;

    internal void Lose() => LostOnTheWay = true;

    internal void See(Appearance appearance)
    {
        lock (_lock)
        {
            _seen.Add(appearance);
        }
    }
}
