namespace ChatPlatform.KakaoSimulator;

/// <summary>How many people do what.</summary>
public sealed record DriveOptions
{
    public const string DefaultModels = "quick=40,slow=32,long=8,flaky=5,fail=8,hang=7";
    public const string DefaultCallbacks =
        "ok=50,slow=5,fail=6,error=5,http500=5,hang-recorded=5,hang-lost=5,cut-recorded=5,cut-lost=5,redirect=5,refuse=4";

    public int Conversations { get; init; } = 500;

    /// <summary>People who talk at the same time.</summary>
    public int Parallel { get; init; } = 64;

    /// <summary>Questions of one conversation: 1 to this.</summary>
    public int MostQuestions { get; init; } = 3;

    /// <summary>The same seed gives the same conversations.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Of the conversations, those whose block has callbacks switched on.</summary>
    public int CallbackPercent { get; init; } = 70;

    public Mixture Models { get; init; } = Mixture.Parse(DefaultModels, ConversationPlan.Models);

    public Mixture Callbacks { get; init; } = Mixture.Parse(DefaultCallbacks, CallbackModes.Names);

    /// <summary>Of the model's and the people's pauses, not of Kakao's limits.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>How long the platform may take to bring everything to an end after the last question.</summary>
    public TimeSpan SettleLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How often people whose answers are held may write again to get them.</summary>
    public int CollectRounds { get; init; } = 3;
}
