using System.Globalization;

namespace ChatPlatform.KakaoSimulator;

/// <summary>One question of a conversation.</summary>
/// <param name="Text">With the word that tells the fake model how to behave; the marker comes before it.</param>
/// <param name="How">The callback URL and whether Kakao sends it twice.</param>
/// <param name="Hurries">The next question comes before the answer to this one.</param>
public sealed record Step(string Text, Utterance How, bool Hurries);

/// <summary>What one person will do; the same for the same seed.</summary>
public sealed record ConversationPlan(IReadOnlyList<Step> Steps)
{
    public static readonly IReadOnlyCollection<string> Models = ["quick", "slow", "long", "flaky", "fail", "hang"];

    private static readonly string[] Sentences =
    [
        "배송은 언제쯤 오나요?", "환불 규정이 궁금합니다.", "오늘 서울 날씨 어때요?", "영업시간 알려 주세요.", "이 제품 사이즈 추천해 줄래요? 🙂",
        "What are your opening hours?", "비밀번호를 잊어버렸어요.", "어제 주문한 걸 취소하고 싶은데요…", "포인트는 어떻게 쓰나요?",
    ];

    /// <param name="options">Seed and weights.</param>
    /// <param name="index">Of the conversation.</param>
    public static ConversationPlan Of(DriveOptions options, int index)
    {
        var random = new Random(unchecked((options.Seed * 1_000_003) + index));
        var withCallbacks = random.Next(100) < options.CallbackPercent;
        var minimal = random.Next(100) < 10;
        return new([.. Enumerable.Range(0, random.Next(1, options.MostQuestions + 1)).Select(_ => StepOf(options, random, withCallbacks, minimal))]);
    }

    private static Step StepOf(DriveOptions options, Random random, bool withCallbacks, bool minimal)
    {
        // every draw happens always: a changed weight moves one choice and not all that follow
        var model = options.Models.Draw(random);
        var callback = CallbackModes.Parse(options.Callbacks.Draw(random));
        var again = random.Next(100) < 10 ? TimeSpan.FromMilliseconds(random.Next(0, 2_500)) : (TimeSpan?)null;
        var hurries = random.Next(100) < 20;
        var sentence = Sentences[random.Next(Sentences.Length)];
        var slow = random.Next(300, 9_000) * options.TimeScale;
        var word = model is "slow" ? string.Create(CultureInfo.InvariantCulture, $"[model:slow:{slow:F0}]") : $"[model:{model}]";
        return new(
            $"{word} {sentence}",
            new("") { Callback = withCallbacks ? callback : null, SendAgainAfter = again * options.TimeScale, Minimal = minimal },
            hurries);
    }
}
