using System.Globalization;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;

namespace ChatPlatform.SeedLogs;

/// <summary>Makes row n of a log, the same one each time, so that rows can be made in any order and on any thread.</summary>
internal sealed class LogRows(int rows, DateTimeOffset now)
{
    private static readonly string[] Channels = ["api", "api", "web", "web", "web", "kakao", "kakao", "kakao", "slack", "room"];
    private static readonly string?[] Robeings = [null, null, null, "roro", "mimi", "teacher", "concierge"];

    // Particles and endings glued to words make most of the pairs in Korean text, as they do in life.
    private static readonly string[] Subjects =
    [
        "주문", "결제", "회원", "예약", "강의", "숙소", "여권", "항공권", "보험", "계약서", "노트북", "냉장고", "세탁기", "카메라", "운동화", "자전거",
        "커피", "김치찌개", "비빔밥", "수업", "과제", "시험", "발표", "회의", "일정", "알림", "비밀번호", "계정", "프로필", "사진", "동영상", "음악",
        "날씨", "지하철", "버스", "주차장", "병원", "약국", "영수증", "세금", "월급", "휴가", "이력서", "면접", "번역", "문법", "발음", "단어",
        "쿠폰", "포인트", "등급", "이벤트", "설문", "매장", "창고", "재고", "사이즈", "색상", "재질", "설명서", "부품", "배터리", "화면", "소리",
    ];

    private static readonly string[] Particles = ["을", "를", "이", "가", "은", "는", "에서", "으로", "에 대해", "하고", "까지", "부터", "만", "도"];

    private static readonly string[] Verbs =
    [
        "확인하고 싶어요", "바꿀 수 있나요", "어떻게 신청하나요", "언제 도착하나요", "알려 주세요", "취소해 주세요", "추천해 주세요", "비교해 주세요",
        "다시 보내 주세요", "안 보여요", "작동하지 않아요", "설명해 줄래요", "찾을 수가 없어요", "정리해 주세요", "얼마인가요", "연결이 자꾸 끊겨요",
        "등록이 안 돼요", "연장할 수 있을까요", "수정하려면 어디로 가야 하죠", "도와주세요", "예약하고 싶습니다", "문의드립니다", "궁금합니다", "급합니다",
    ];

    private static readonly string[] Openings =
    [
        "안녕하세요", "네, 확인했습니다", "좋은 질문이에요", "불편을 드려 죄송합니다", "기다려 주셔서 감사합니다", "물론이죠", "말씀하신 내용을 살펴봤어요",
        "지금 바로 도와드릴게요", "잠시만요", "알겠습니다",
    ];

    private static readonly string[] Explanations =
    [
        "먼저 설정 화면에서 본인 인증을 마친 다음 진행하시면 됩니다", "영업일 기준으로 이삼일 정도 걸릴 수 있어요", "가까운 지점에 방문하시면 담당자가 안내해 드립니다",
        "오른쪽 위의 메뉴를 누르면 자세한 내역이 나타납니다", "이번 달 안에 신청하시면 수수료가 없습니다", "같은 문제가 이어지면 기기를 껐다가 켜 보세요",
        "아래 순서대로 따라 해 보시고 막히는 곳을 알려 주세요", "예문을 소리 내어 세 번 읽으면 훨씬 자연스러워져요", "필요한 서류는 신분증과 신청서 두 가지입니다",
        "오전에는 맑다가 오후부터 구름이 많아지겠습니다", "처음이라면 짧은 코스부터 시작하는 편이 좋아요", "비용은 인원과 기간에 따라 달라집니다",
        "담당 부서에 전달했고 결과는 문자로 알려 드릴게요", "원하시는 날짜를 말씀해 주시면 자리를 찾아볼게요", "표로 정리하면 차이가 더 잘 보입니다",
        "보안을 위해 석 달마다 바꾸는 것을 권해 드려요",
    ];

    private static readonly string[] English =
    [
        "How do I reset my password?", "Please summarise the meeting notes", "The app keeps crashing on launch", "What is the weather in Busan tomorrow",
        "Could you proofread this paragraph", "Explain the difference between affect and effect", "Where can I download the invoice",
        "Book a table for four at seven", "My order has not arrived yet", "Write a short birthday message", "Convert 250 dollars to won",
        "Recommend a quiet cafe near Gangnam", "Which plan includes priority support", "Translate this sentence into Korean",
    ];

    private static readonly string[] EnglishAnswers =
    [
        "Sure, here is what I found.", "You can change it under Settings, then Account.", "It usually takes two to three business days.",
        "Try restarting the device and signing in again.", "I have forwarded this to the support team.", "The main difference is in how the word is used.",
        "Tomorrow will be mostly sunny with a light breeze.", "Please let me know which date suits you best.", "The invoice is attached to the confirmation mail.",
    ];

    public LogRow Row(int n)
    {
        var random = new Random(HashCode(n));
        // evenly over the days, a little scattered, oldest first
        var age = TimeSpan.FromDays(SeededLogs.Days) * ((rows - n - random.NextDouble()) / rows);
        var createdAt = now - age;
        var failed = random.Next(50) == 0;
        var question = Question(random);
        var answer = failed ? "" : Answer(random);
        foreach (var word in Words(n, age))
        {
            var sentence = $"{word}{Pick(random, Particles)} {Pick(random, Verbs)}";
            (question, answer) = failed || random.Next(3) > 0 ? ($"{question} {sentence}", answer) : (question, $"{answer} {sentence}.");
        }

        return new LogRow(
            Guid.CreateVersion7(createdAt), Guid.CreateVersion7(createdAt), Guid.CreateVersion7(createdAt), SeededLogs.User(User(random)),
            createdAt.UtcDateTime, question, answer, failed ? "failed" : "completed", Pick(random, Channels), Pick(random, Robeings),
            failed ? "model.timeout" : null, 40 + question.Length, answer.Length / 2, random.Next(300, 6_000),
            Grams(question, answer, createdAt));
    }

    private static int User(Random random) =>
        random.Next(5) == 0 ? random.Next(SeededLogs.HeavyUsers) : random.Next(SeededLogs.HeavyUsers, SeededLogs.Users);

    private IEnumerable<string> Words(int n, TimeSpan age)
    {
        var dice = (uint)HashCode(n + 1_000_003);
        if (dice % 1_000 < 300)
        {
            yield return SeededLogs.FrequentWord;
        }

        if (dice / 1_000 % 1_000 == 0)
        {
            yield return SeededLogs.RareWord;
        }

        if (age > TimeSpan.FromDays(SeededLogs.OldDays) && dice / 1_000_000 % 10 == 0)
        {
            yield return SeededLogs.OldWord;
        }

        if (n % (rows / SeededLogs.FewRows) == rows / SeededLogs.FewRows / 2)
        {
            yield return SeededLogs.FewWord;
        }
    }

    private static string Question(Random random)
    {
        if (random.Next(5) == 0)
        {
            return Pick(random, English);
        }

        var question = $"{Pick(random, Subjects)}{Pick(random, Particles)} {Pick(random, Subjects)}{Pick(random, Particles)} {Pick(random, Verbs)}";
        return random.Next(12) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{question} 주문번호는 {random.Next(100_000, 999_999)}입니다"),
            1 => string.Create(CultureInfo.InvariantCulture, $"{question} 연락처 010-{random.Next(1_000, 9_999)}-{random.Next(1_000, 9_999)}"),
            _ => question,
        };
    }

    private static string Answer(Random random) => random.Next(5) == 0
        ? $"{Pick(random, EnglishAnswers)} {Pick(random, EnglishAnswers)}"
        : $"{Pick(random, Openings)}. {Pick(random, Subjects)}{Pick(random, Particles)} {Pick(random, Explanations)}. {Pick(random, Explanations)}.";

    /// <summary>The product's literal of both texts, as the array that a binary copy takes.</summary>
    private static int[] Grams(string question, string answer, DateTimeOffset at) =>
        [SearchGrams.Week(at), .. SearchGrams.Of(question).Union(SearchGrams.Of(answer))];

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    /// <summary>Neighbouring numbers become unlike ones (the finaliser of MurmurHash3).</summary>
    private static int HashCode(int n)
    {
        var h = (uint)n;
        h = (h ^ (h >> 16)) * 0x85EBCA6B;
        h = (h ^ (h >> 13)) * 0xC2B2AE35;
        return (int)(h ^ (h >> 16));
    }
}
