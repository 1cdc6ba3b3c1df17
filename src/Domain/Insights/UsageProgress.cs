namespace ChatPlatform.Domain.Insights;

/// <summary>How far the figures are; one row.</summary>
public sealed class UsageProgress
{
    public const int TheOne = 1;

    private UsageProgress(int id, DateTimeOffset asOf) => (Id, AsOf) = (id, asOf);

    public int Id { get; }

    /// <summary>Every turn that was committed before is in the figures.</summary>
    public DateTimeOffset AsOf { get; private set; }

    public static UsageProgress At(DateTimeOffset now) => new(TheOne, now);

    public void Reached(DateTimeOffset now) => AsOf = now;
}
