using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatPlatform.EndToEndTests;

[Collection(InBrowser.Name)]
public sealed partial class ChatTests(Browser browser)
{
    /// <summary>The demo model takes about eight seconds for these words: time to look, stop and reload.</summary>
    private const string LongQuestion = "길게 300";

    [Fact]
    public async Task Send_NewConversation_StreamsItsAnswerAndNamesIt()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.AskAsync(LongQuestion);
        await Expect(visit.Page).ToHaveURLAsync(SessionAddress());
        await visit.ExpectStatusAsync("streaming");
        await Expect(visit.Stop).ToBeVisibleAsync();
        var early = await GrownTextAsync(visit, 1);
        var later = await GrownTextAsync(visit, early.Length + 20);
        later.ShouldStartWith(early[..10]);

        await visit.ExpectStatusAsync("completed");
        await Expect(visit.Send).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(LongQuestion);
        await Expect(visit.Page.Locator("aside a[aria-current=page]")).ToContainTextAsync(LongQuestion);
    }

    [Fact]
    public async Task Send_Markdown_IsDrawnWithCodeAndTable()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.AskAsync("마크다운으로 보여 주세요 <img src=x onerror=alert(1)> ![그림](https://example.invalid/a.png)");
        await visit.ExpectStatusAsync("completed");
        await Expect(visit.Answer.Locator("table")).ToBeVisibleAsync();
        await Expect(visit.Answer.Locator("pre")).ToBeVisibleAsync();
        await Expect(visit.Answer.GetByRole(AriaRole.Button, new() { Name = "코드 복사" }).First).ToBeVisibleAsync();
        // images from elsewhere are links; the visit's end proves that nothing was fetched
        (await visit.Page.Locator("article img").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Stop_InMidStream_KeepsWhatWasWritten()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.AskAsync(LongQuestion);
        await GrownTextAsync(visit, 20);
        await visit.Stop.ClickAsync();
        await visit.ExpectStatusAsync("cancelled", seconds: 5);
        await Expect(visit.Answer).ToContainTextAsync("중지한 답변이에요");
        await Expect(visit.Send).ToBeVisibleAsync();

        await visit.Page.ReloadAsync();
        await visit.ExpectStatusAsync("cancelled");
        (await visit.Answer.InnerTextAsync()).Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Reload_InMidStream_ResumesToTheEnd()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.AskAsync(LongQuestion);
        await Expect(visit.Page).ToHaveURLAsync(SessionAddress());
        var before = await GrownTextAsync(visit, 60);

        await visit.Page.ReloadAsync();
        await visit.ExpectStatusAsync("streaming", seconds: 5);
        await Expect(visit.Stop).ToBeVisibleAsync();
        (await GrownTextAsync(visit, before.Length)).ShouldStartWith(before[..40]);
        await visit.ExpectStatusAsync("completed");
        // question and answer once each, as if nothing had happened
        (await visit.Page.GetByRole(AriaRole.Article).CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Send_WhileTheSameConversationAnswersElsewhere_FollowsAndHandsTheQuestionBack()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.AskAsync("안녕하세요");
        await visit.ExpectStatusAsync("completed");
        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync(visit.Page.Url);
        await Expect(other.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);

        await visit.AskAsync(LongQuestion);
        await visit.ExpectStatusAsync("streaming");
        var composer = other.GetByRole(AriaRole.Textbox, new() { Name = "메시지", Exact = true });
        await composer.FillAsync("나도 물어볼게요");
        await composer.PressAsync("Enter");
        await Expect(other.GetByText("다른 답변이 진행 중이에요")).ToBeVisibleAsync();
        await Expect(composer).ToHaveValueAsync("나도 물어볼게요");
        await Expect(other.GetByRole(AriaRole.Article).Last).ToHaveAttributeAsync("data-status", "completed", new() { Timeout = 30_000 });
        await Expect(other.GetByRole(AriaRole.Article)).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Draft_AfterAReload_IsStillThere()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.Composer.FillAsync("보내지 않은 글");
        await visit.Page.ReloadAsync();
        await Expect(visit.Composer).ToHaveValueAsync("보내지 않은 글");
    }

    [Fact]
    public async Task Enter_WhileASyllableIsComposed_DoesNotSend()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.Composer.FillAsync("한");
        await visit.Composer.DispatchEventAsync("keydown", new { key = "Enter", isComposing = true, bubbles = true, cancelable = true });
        await Expect(visit.Composer).ToHaveValueAsync("한");
        visit.Page.Url.ShouldEndWith("/chat");

        await visit.Composer.PressAsync("Shift+Enter");
        await Expect(visit.Composer).ToHaveValueAsync("한\n");
        await visit.Composer.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(SessionAddress());
    }

    [Fact]
    public async Task Delete_Confirmed_NamesTheLossAndRemovesTheConversation()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.AskAsync("곧 지울 대화예요");
        await visit.ExpectStatusAsync("completed");
        var address = visit.Page.Url;

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "대화 메뉴", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "대화 삭제" }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("“곧 지울 대화예요” 대화의 메시지 2개가 삭제돼요");
        (await visit.AccessibilityAsync()).ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "대화 삭제" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync("/chat");
        await Expect(visit.Page.Locator("aside").GetByText("곧 지울 대화예요")).ToHaveCountAsync(0);

        await visit.Page.GotoAsync(address);
        await Expect(visit.Page.GetByText("이 대화를 찾을 수 없어요")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Server_KilledInMidStream_IsWaitedForAndTheAnswerShownAsInterrupted()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.AskAsync(LongQuestion);
        // the text so far is saved every two seconds
        await GrownTextAsync(visit, 400);
        await browser.Platform.KillAsync();
        await Expect(visit.Page.GetByText("서버에 연결할 수 없어요. 쓰던 글은 보관했고")).ToBeVisibleAsync();

        await browser.Platform.StartAsync();
        await Expect(visit.Page.GetByText("서버에 연결할 수 없어요")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await visit.ExpectStatusAsync("interrupted", seconds: 60);
        await Expect(visit.Answer).ToContainTextAsync("답변이 끊겼어요");
        (await visit.Answer.InnerTextAsync()).Length.ShouldBeGreaterThan(100);
        await visit.Answer.GetByRole(AriaRole.Button, new() { Name = "다시 시도" }).ClickAsync();
        await visit.ExpectStatusAsync("streaming");
        await visit.Stop.ClickAsync();
        await visit.ExpectStatusAsync("cancelled");
    }

    /// <summary>The answer's text once it is longer than <paramref name="length"/>.</summary>
    private static async Task<string> GrownTextAsync(Visit visit, int length)
    {
        var text = visit.Answer.Locator("> div").First;
        await Expect(text).ToHaveTextAsync(new Regex($"(?s)^.{{{length + 1},}}", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 20_000 });
        return await text.InnerTextAsync();
    }

    [GeneratedRegex("/chat/[0-9a-f-]{36}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SessionAddress();
}
