using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Application.Conversations;

/// <summary>What a model says about its answer, gathered while it arrives, so that an answer that breaks off has it too.</summary>
internal sealed class ModelAnswer(TimeProvider clock)
{
    private ChatFinishReason? _finishReason;
    private UsageDetails? _usage;
    private string? _model;
    private long _asked;
    private int? _firstTokenMs;

    public string FinishReason => _finishReason?.Value ?? "stop";

    public void Asked() => _asked = clock.GetTimestamp();

    public void Add(ChatResponse response) => (_finishReason, _usage, _model) = (response.FinishReason, response.Usage, response.ModelId);

    public void Add(ChatResponseUpdate update)
    {
        _finishReason = update.FinishReason ?? _finishReason;
        _model ??= update.ModelId;
        foreach (var content in update.Contents)
        {
            _usage = (content as UsageContent)?.Details ?? _usage;
        }
    }

    /// <summary>True once.</summary>
    public bool IsFirstToken()
    {
        var first = _firstTokenMs is null;
        _firstTokenMs ??= ElapsedMs();
        return first;
    }

    /// <summary>The outcome with the model's facts, which are written into the call's prompt log too.</summary>
    public TurnOutcome Describe(TurnOutcome outcome, ModelCall call)
    {
        outcome = outcome with
        {
            Model = _model ?? call.Options.ModelId,
            InputTokens = (int?)_usage?.InputTokenCount,
            OutputTokens = (int?)_usage?.OutputTokenCount,
        };
        call.Log.Answered(outcome, _firstTokenMs, ElapsedMs());
        return outcome;
    }

    private int ElapsedMs() => (int)clock.GetElapsedTime(_asked).TotalMilliseconds;
}
