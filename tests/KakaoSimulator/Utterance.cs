namespace ChatPlatform.KakaoSimulator;

/// <summary>Something that a person does in the chat.</summary>
/// <param name="Text">What they are shown to have said.</param>
public sealed record Utterance(string Text)
{
    /// <summary>How the callback URL that goes along behaves; null when none goes along.</summary>
    public CallbackMode? Callback { get; init; }

    /// <summary>The same request comes a second time after this, as when Kakao's network repeats it; the first usable response counts.</summary>
    public TimeSpan? SendAgainAfter { get; init; }

    public bool Minimal { get; init; }

    public QuickReply? Button { get; init; }

    /// <summary>The question that the text holds.</summary>
    public Question? Question { get; init; }
}

/// <summary>What a person read.</summary>
/// <param name="At">When.</param>
/// <param name="Way">How it came; null for the sentence that says an answer is being written.</param>
/// <param name="Text">The bubble.</param>
public sealed record ChatLine(DateTimeOffset At, Way? Way, string Text);

/// <summary>An utterance and what came of it at once.</summary>
public sealed record Turn(Utterance Utterance, Reply Reply, CallbackUrl? Callback)
{
    /// <summary>A callback is to be expected.</summary>
    public bool IsWaiting => Reply.Kind == ReplyKind.UseCallback && Callback is not null;
}
