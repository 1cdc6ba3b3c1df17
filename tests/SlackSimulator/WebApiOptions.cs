namespace ChatPlatform.SlackSimulator;

/// <summary>The Web API of the simulated Slack, and how it misbehaves.</summary>
public sealed record WebApiOptions
{
    public const string DefaultTroubles =
        "none=84,rate-limited=3,error-before=3,error-after=2,internal-error=2,internal-error-after=1,cut-before=1,cut-after=2,hang-after=2";

    public const string DefaultReadTroubles = "none=94,rate-limited=3,error-before=2,internal-error=1";

    /// <summary>Nothing goes wrong.</summary>
    public static readonly Mixture NoTroubles = Troubles("none");

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Messages a second that one channel takes; over it 429.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Messages that a channel which has rested takes at once.</summary>
    public int Burst { get; init; } = 3;

    /// <summary>What happens to <c>chat.postMessage</c>.</summary>
    public Mixture PostTroubles { get; init; } = NoTroubles;

    /// <summary>What happens to the methods that only read.</summary>
    public Mixture ReadTroubles { get; init; } = NoTroubles;

    /// <summary>What a 429 at random says, in seconds.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>At most so many messages in a page of <c>conversations.replies</c>, whatever the caller asks for.</summary>
    public int Page { get; init; } = 1000;

    /// <summary>How long <see cref="Trouble.HangAfter"/> holds a caller that does not leave.</summary>
    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(60);

    public int Seed { get; init; } = 1;

    /// <summary>Such as <c>none=9,error-after=1</c>.</summary>
    public static Mixture Troubles(string text) => Mixture.Parse(text, EnumNames<Trouble>.All);
}
