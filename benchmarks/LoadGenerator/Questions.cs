namespace ChatPlatform.LoadGenerator;

/// <summary>What is asked: short, mostly Korean, a different one each time.</summary>
internal static class Questions
{
    private static readonly string[] Texts =
    [
        "안녕하세요, 오늘 서울 날씨가 어떤가요?",
        "지난주에 주문한 운동화가 아직 도착하지 않았어요. 확인해 주세요.",
        "비밀번호를 잊어버렸는데 어디에서 바꿀 수 있나요?",
        "Please summarise the meeting notes in three short sentences.",
        "이 문장을 자연스러운 영어로 번역해 주세요: 내일 아침에 다시 연락드리겠습니다.",
        "부산에서 조용한 카페를 세 곳 추천해 주세요",
        "환불 신청은 며칠 안에 해야 하나요?",
        "How do I download the invoice of my last order?",
    ];

    public static string Of(int n) => Texts[(n & int.MaxValue) % Texts.Length];

    public static byte[] ChatRequest(Uri url, string path, string key, Guid session, int n) =>
        HttpConnection.Request(url, path, key, $$"""{"session_id":"{{session}}","message":"{{Of(n)}}"}""");

    public static byte[] ModelRequest(Uri model, int n) => HttpConnection.Request(
        model,
        $"{model.AbsolutePath.TrimEnd('/')}/chat/completions",
        "",
        $$"""
        {"model":"gpt-4o","stream":true,"stream_options":{"include_usage":true},"temperature":0.2,"max_tokens":1000,"messages":[{"role":"system","content":"You are a friendly, concise assistant."},{"role":"user","content":"{{Of(n)}}"}]}
        """);
}
