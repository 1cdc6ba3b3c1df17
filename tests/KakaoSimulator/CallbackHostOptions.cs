namespace ChatPlatform.KakaoSimulator;

/// <summary>The callback side of the simulated Kakao.</summary>
public sealed record CallbackHostOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How long a callback URL is good for.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A message that comes sooner than this after the first answer is refused. The vendor does not say how long it needs; 0 is lenient.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>How long <see cref="CallbackMode.Slow"/> takes to answer.</summary>
    public TimeSpan SlowAnswer { get; init; } = TimeSpan.FromSeconds(3);
}
