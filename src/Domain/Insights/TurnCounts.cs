namespace ChatPlatform.Domain.Insights;

/// <summary>How many turns ended, and how; differences may be negative.</summary>
/// <param name="Turns">All that ended, in whatever way.</param>
/// <param name="Completed">Of these, answered.</param>
/// <param name="Failed">Of these, failed.</param>
/// <param name="Cancelled">Of these, stopped by the person.</param>
/// <param name="Interrupted">Of these, cut off by the end of a server.</param>
/// <param name="InputTokens">Sent to models, as they reported it.</param>
/// <param name="OutputTokens">Received from models, as they reported it.</param>
public readonly record struct TurnCounts(
    int Turns, int Completed, int Failed, int Cancelled, int Interrupted, long InputTokens, long OutputTokens)
{
    public static TurnCounts operator +(TurnCounts left, TurnCounts right) => new(
        left.Turns + right.Turns,
        left.Completed + right.Completed,
        left.Failed + right.Failed,
        left.Cancelled + right.Cancelled,
        left.Interrupted + right.Interrupted,
        left.InputTokens + right.InputTokens,
        left.OutputTokens + right.OutputTokens);

    public static TurnCounts operator -(TurnCounts left, TurnCounts right) => left + right.Negated();

    private TurnCounts Negated() => new(-Turns, -Completed, -Failed, -Cancelled, -Interrupted, -InputTokens, -OutputTokens);
}
