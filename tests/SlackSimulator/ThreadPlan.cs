using System.Globalization;

namespace ChatPlatform.SlackSimulator;

/// <summary>Which events tell of a mention.</summary>
public enum Telling
{
    MentionFirst,
    MessageFirst,
    AtOnce,
    MentionOnly,
    MessageOnly,
}

/// <summary>One message of a thread.</summary>
/// <param name="Text">With the word that tells the fake model how to behave; mention and marker come before it.</param>
/// <param name="Model">That word.</param>
/// <param name="Parts">Of the answer.</param>
/// <param name="Telling">Of a mention; a direct message has one event.</param>
/// <param name="Gap">Between the two events.</param>
/// <param name="Hurries">The next message comes before the answer to this one.</param>
/// <param name="Special">A subtype that is to be answered: a file, or a reply that the channel sees too.</param>
/// <param name="Noise">Comes after it.</param>
public sealed record Step(string Text, string Model, int Parts, Telling Telling, TimeSpan Gap, bool Hurries, bool Special, Noise? Noise);

/// <summary>What one person will write in one thread.</summary>
/// <param name="Channel">Index of the channel; null for the direct one.</param>
/// <param name="Steps">The messages.</param>
public sealed record ThreadPlan(int? Channel, IReadOnlyList<Step> Steps)
{
    public static readonly IReadOnlyCollection<string> Models = ["quick", "slow", "long", "flaky", "fail"];

    private const int MostSteps = 4;

    private static readonly string[] Sentences =
    [
        "배포 일정이 어떻게 되나요?", "회의실 예약하는 법 알려 주세요.", "A &amp; B 중에 뭐가 나아요? 3 &lt; 5 맞죠?", "오늘 점심 추천해 줄래요? 🙂",
        "Summarise the release notes, please.", "지난주에 정한 걸 정리해 줘요…", "연차는 며칠 남았나요?", "*굵게* 쓴 건 어떻게 보이나요?",
    ];

    /// <summary>Everything that one person writes; the same for the same seed.</summary>
    public static IReadOnlyList<ThreadPlan> Of(DriveOptions options, int person)
    {
        var random = new Random(unchecked((options.Seed * 1_000_003) + person));
        var left = (options.Messages / options.People) + (person < options.Messages % options.People ? 1 : 0);
        List<ThreadPlan> threads = [];
        while (left > 0)
        {
            var direct = random.Next(100) < options.DirectPercent;
            var channel = random.Next(options.Channels);
            var steps = Math.Min(random.Next(1, MostSteps + 1), left);
            threads.Add(new(direct ? null : channel, [.. Enumerable.Range(0, steps).Select(_ => StepOf(options, random))]));
            left -= steps;
        }

        return threads;
    }

    private static Step StepOf(DriveOptions options, Random random)
    {
        // every draw happens always: a changed weight moves one choice and not all that follow
        var model = options.Models.Draw(random);
        var telling = (Telling)random.Next(5);
        var gap = TimeSpan.FromMilliseconds(random.Next(0, 800)) * options.TimeScale;
        var hurries = random.Next(100) < options.HurryPercent;
        var special = random.Next(100) < 10;
        var sentence = Sentences[random.Next(Sentences.Length)];
        var slow = random.Next(300, 6_000) * options.TimeScale;
        var parts = random.Next(10, 90);
        var noise = Enum.GetValues<Noise>()[random.Next(Enum.GetValues<Noise>().Length)];
        var noisy = random.Next(100) < options.NoisePercent;
        var word = model switch
        {
            "slow" => string.Create(CultureInfo.InvariantCulture, $"[model:slow:{slow:F0}]"),
            "long" => string.Create(CultureInfo.InvariantCulture, $"[model:long:{parts}]"),
            _ => $"[model:{model}]",
        };
        return new($"{word} {sentence}", model, model is "long" ? parts : 1, telling, gap, hurries, special, noisy ? noise : null);
    }
}
