namespace ChatPlatform.SlackSimulator;

/// <summary>How many people write what.</summary>
public sealed record DriveOptions
{
    public const string DefaultModels = "quick=45,slow=38,long=12,flaky=5";

    /// <summary>Messages that are to be answered.</summary>
    public int Messages { get; init; } = 1000;

    public int Channels { get; init; } = 5;

    public int People { get; init; } = 40;

    /// <summary>The same seed gives the same messages.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Of the threads, those in direct channels.</summary>
    public int DirectPercent { get; init; } = 30;

    /// <summary>Messages after which something comes that must not be answered.</summary>
    public int NoisePercent { get; init; } = 25;

    /// <summary>Messages of a thread that come before the answer to the one before them.</summary>
    public int HurryPercent { get; init; } = 20;

    /// <summary>How the model behaves; it must be <c>tests/FakeModelServer</c>. <c>fail</c> expects one apology.</summary>
    public Mixture Models { get; init; } = Mixture.Parse(DefaultModels, ThreadPlan.Models);

    /// <summary>Of the model's and the people's pauses and Slack's waits between retries, not of its three seconds.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>How long nothing new may come before what is missing is called lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long to watch for what should not come, when everything is there.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of the answered messages, those whose events come once more at the end.</summary>
    public int LatePercent { get; init; } = 5;
}
