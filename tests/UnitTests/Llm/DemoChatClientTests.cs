using ChatPlatform.Infrastructure.Llm;
using ChatPlatform.UnitTests.Common;
using Microsoft.Extensions.AI;

namespace ChatPlatform.UnitTests.Llm;

public sealed class DemoChatClientTests : IDisposable
{
    private readonly DemoChatClient _demo = new(TimeSpan.Zero, TimeProvider.System);

    public void Dispose() => _demo.Dispose();

    [Theory]
    [InlineData("안녕하세요", "데모 모드")]
    [InlineData("hello there", "Demo mode")]
    public async Task Ask_Anything_SaysItIsADemoInTheLanguageOfTheQuestion(string question, string said)
    {
        var answer = (await _demo.GetResponseAsync(question)).Text;

        answer.ShouldContain(said);
        answer.ShouldContain(question);
    }

    [Fact]
    public async Task Ask_InAConversation_ShowsWhatItWasGiven()
    {
        ChatMessage[] conversation =
        [
            new(ChatRole.System, "너는 친절한 상담사다.\n둘째 줄"),
            new(ChatRole.User, "제 이름은 민수입니다"),
            new(ChatRole.Assistant, "반갑습니다"),
            new(ChatRole.User, "제 이름이 뭐죠?"),
        ];

        var answer = (await _demo.GetResponseAsync(conversation)).Text;

        answer.ShouldContain("이전 메시지: 2개");
        answer.ShouldContain("첫 말씀: “제 이름은 민수입니다”");
        answer.ShouldContain("이름: 민수\n");
        answer.ShouldContain("“너는 친절한 상담사다.”");
        answer.ShouldNotContain("둘째 줄");
    }

    [Theory]
    [InlineData("My name is Ada.", "Ada")]
    [InlineData("내 이름은 영희야", "영희")]
    [InlineData("내 이름은 홍길동", "홍길동")]
    public async Task Ask_WithAName_RemembersIt(string said, string name) =>
        (await _demo.GetResponseAsync(said)).Text.ShouldContain($": {name}\n");

    [Theory]
    [InlineData("long 400 please", "word")]
    [InlineData("길게 400 단어", "단어")]
    public async Task Ask_ForALongAnswer_WritesThatManyWords(string question, string word)
    {
        var answer = (await _demo.GetResponseAsync(question)).Text;

        answer.Split([' ', '\n']).Count(w => w.StartsWith(word, StringComparison.Ordinal) && char.IsAsciiDigit(w[^1])).ShouldBe(400);
    }

    [Theory]
    [InlineData("how long is the course?")]
    [InlineData("so long")]
    public async Task Ask_WithTheEverydayWordLong_StaysShort(string question) =>
        (await _demo.GetResponseAsync(question)).Text.ShouldNotContain("word1 ");

    [Theory]
    [InlineData("show markdown")]
    [InlineData("마크다운 보여줘")]
    public async Task Ask_ForMarkdown_ShowsListCodeAndTable(string question)
    {
        var answer = (await _demo.GetResponseAsync(question)).Text;

        answer.ShouldContain("\n- **bold**");
        answer.ShouldContain("```csharp\n");
        answer.ShouldContain("|---|---|\n");
    }

    [Fact]
    public async Task Stream_Anything_IsThePlainAnswerWordByWordWithUsage()
    {
        var plain = await _demo.GetResponseAsync("안녕 long 30");
        var updates = await _demo.GetStreamingResponseAsync("안녕 long 30").ToListAsync();

        string.Concat(updates.Select(u => u.Text)).ShouldBe(plain.Text);
        updates.Count.ShouldBeGreaterThan(30);
        updates[^1].FinishReason.ShouldBe(ChatFinishReason.Stop);
        var usage = updates.SelectMany(u => u.Contents.OfType<UsageContent>()).ShouldHaveSingleItem().Details;
        usage.OutputTokenCount.ShouldBe(plain.Usage!.OutputTokenCount);
        usage.OutputTokenCount!.Value.ShouldBeGreaterThan(30);
        usage.TotalTokenCount.ShouldBe(usage.InputTokenCount + usage.OutputTokenCount);
    }

    [Fact]
    public async Task Stream_WithADelay_WaitsBetweenWords()
    {
        var clock = new ManualTimeProvider();
        var started = clock.GetUtcNow();
        using var demo = new DemoChatClient(TimeSpan.FromMilliseconds(25), clock);
        var asked = demo.GetStreamingResponseAsync("hello").ToListAsync().AsTask();
        asked.IsCompleted.ShouldBeFalse();

        await clock.AdvanceUntilAsync(asked, TimeSpan.FromMilliseconds(25));

        var words = (await asked).Count - 1;
        (clock.GetUtcNow() - started).TotalMilliseconds.ShouldBeGreaterThanOrEqualTo(words * 25);
    }

    [Fact]
    public async Task Stream_ReaderCancels_Stops()
    {
        using var caller = new CancellationTokenSource();
        var heard = 0;

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _demo.GetStreamingResponseAsync("long 400", cancellationToken: caller.Token))
            {
                if (++heard == 3)
                {
                    await caller.CancelAsync();
                }
            }
        });

        heard.ShouldBe(3);
    }
}
