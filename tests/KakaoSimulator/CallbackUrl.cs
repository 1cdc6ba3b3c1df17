namespace ChatPlatform.KakaoSimulator;

/// <summary>A callback URL that was handed out with one skill request. Good for one message, for a minute, once the skill has asked for it.</summary>
public sealed class CallbackUrl
{
    private readonly Lock _lock = new();
    private readonly CallbackHostOptions _options;
    private readonly TimeProvider _clock;
    private readonly TaskCompletionSource<CallbackHit> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private State _state = State.Waiting;
    private DateTimeOffset _openedAt;

    internal CallbackUrl(Uri url, CallbackMode mode, Action<CallbackHit> onHit, CallbackHostOptions options, TimeProvider clock)
    {
        (Url, Mode, OnHit, _options, _clock) = (url, mode, onHit, options, clock);
        ExpiresAt = clock.GetUtcNow() + options.ValidFor;
    }

    private enum State
    {
        /// <summary>The skill has not answered yet.</summary>
        Waiting,

        /// <summary>It answered with useCallback.</summary>
        Open,

        /// <summary>It answered without useCallback.</summary>
        NotEnabled,

        /// <summary>Its answer never arrived.</summary>
        Broken,

        Used,
    }

    public Uri Url { get; }

    public CallbackMode Mode { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The first message that got past the token's checks, whatever became of it.</summary>
    public Task<CallbackHit> Settled => _settled.Task;

    internal Action<CallbackHit> OnHit { get; }

    /// <summary>The skill's first answer has arrived.</summary>
    public void Answered(bool useCallback)
    {
        lock (_lock)
        {
            if (_state == State.Waiting)
            {
                (_state, _openedAt) = (useCallback ? State.Open : State.NotEnabled, _clock.GetUtcNow());
            }
        }
    }

    /// <summary>The skill's first answer will never arrive: the vendor forgets the URL.</summary>
    public void Broke()
    {
        lock (_lock)
        {
            _state = _state == State.Waiting ? State.Broken : _state;
        }
    }

    /// <summary>Decides on a message, and tells who waits for it.</summary>
    internal CallbackHit Take(KakaoResponse body)
    {
        CallbackHit hit;
        bool settles;
        lock (_lock)
        {
            var wasUsed = _state == State.Used;
            hit = Judge(body, _clock.GetUtcNow());
            settles = !wasUsed && _state == State.Used;
        }

        OnHit(hit);
        if (settles)
        {
            _settled.SetResult(hit); // last: whoever waits may look at once at what the person has seen
        }

        return hit;
    }

    private CallbackHit Judge(KakaoResponse body, DateTimeOffset now)
    {
        CallbackHit Rejected(string answer, params string[] violations) => new(now, body, HitOutcome.Rejected, answer, violations);

        switch (_state)
        {
            case State.Used:
                return Rejected(CallbackMessages.InvalidToken, "a callback URL was posted to again");
            case State.Waiting:
                return Rejected(CallbackMessages.InvalidToken, "a callback was posted before the skill's first answer had arrived");
            case State.Broken:
                return Rejected(CallbackMessages.InvalidToken); // the platform cannot have known
            case State.NotEnabled:
                return Rejected(CallbackMessages.NotEnabled, "a callback was posted although the first answer had not said useCallback");
        }

        if (now >= ExpiresAt)
        {
            return Rejected(
                CallbackMessages.InvalidToken, $"a callback was posted {(now - ExpiresAt).TotalSeconds:F1} s after its URL had expired");
        }

        if (now - _openedAt < _options.Settle)
        {
            return Rejected(CallbackMessages.InvalidToken, "a callback was posted at once after the first answer");
        }

        _state = State.Used;
        return body.IsValid ? Accept(body, now) : Rejected(CallbackMessages.InvalidJson, [.. body.Violations]);
    }

    private CallbackHit Accept(KakaoResponse body, DateTimeOffset now)
    {
        var outcome = Mode switch
        {
            CallbackMode.Ok or CallbackMode.Slow or CallbackMode.HangRecorded or CallbackMode.CutRecorded => HitOutcome.Shown,
            CallbackMode.HangLost or CallbackMode.CutLost => HitOutcome.Lost,
            _ => HitOutcome.Rejected,
        };
        var answer = Mode switch
        {
            CallbackMode.Ok or CallbackMode.Slow => CallbackMessages.Success,
            CallbackMode.Fail => CallbackMessages.InvalidBot, // a fault that is not the message's
            _ => "",
        };
        return new(now, body, outcome, answer, []);
    }
}
