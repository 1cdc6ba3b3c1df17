using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatPlatform.EndToEndTests;

[Collection(InBrowser.Name)]
public sealed partial class LogTests(Browser browser)
{
    [Fact]
    public async Task Search_TwoSyllables_FindsTheQuestionAndKeepsItInTheAddress()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await AnsweredAsync(visit, "구독 결제를 취소하고 싶어요");
        await AnsweredAsync(visit, "영업 시간이 궁금해요");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "대화 기록 보기" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "대화 기록 보기" })).ToBeVisibleAsync();
        await Search(visit).FillAsync("구독");
        await Expect(visit.Page).ToHaveURLAsync(Searched());
        await Expect(Row(visit, "구독 결제를 취소하고 싶어요").First).ToBeVisibleAsync();
        await Expect(Row(visit, "영업 시간이 궁금해요")).ToHaveCountAsync(0);
        await Expect(Row(visit, "구독 결제를 취소하고 싶어요").First).ToContainTextAsync("완료");

        await visit.Page.ReloadAsync();
        await Expect(Row(visit, "구독 결제를 취소하고 싶어요").First).ToBeVisibleAsync();
        await Expect(Search(visit)).ToHaveValueAsync("구독");
    }

    [Fact]
    public async Task Row_Opened_ShowsTheWholeTurnUnderALinkOfItsOwn()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await AnsweredAsync(visit, "배송 조회는 어디서 하나요");
        await visit.Page.GotoAsync("/logs");
        await Row(visit, "배송 조회는 어디서 하나요").First.GetByRole(AriaRole.Link).ClickAsync();
        var panel = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(panel).ToContainTextAsync("배송 조회는 어디서 하나요");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "복사" })).Not.ToHaveCountAsync(0);
        await Expect(visit.Page).ToHaveURLAsync(Opened());
        (await visit.AccessibilityAsync()).ShouldBeEmpty();

        // the link alone is enough, also where the list does not hold the row
        await visit.Page.GotoAsync(visit.Page.Url + "&q=%EC%97%86%EB%8A%94%EB%A7%90%EC%9D%B4%EC%97%90%EC%9A%94");
        await Expect(panel).ToContainTextAsync("배송 조회는 어디서 하나요");
        await panel.GetByRole(AriaRole.Link, new() { Name = "이 대화 열기" }).ClickAsync();
        await Expect(visit.Answer).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filters_ThatMatchNothing_SaySoAndAreCleared()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await AnsweredAsync(visit, "필터를 시험해요");
        await visit.Page.GotoAsync("/logs?user=nobody&from=2020-01-01&to=2020-01-02");
        await Expect(visit.Page.GetByText("조건에 맞는 기록이 없어요")).ToBeVisibleAsync();
        (await visit.AccessibilityAsync()).ShouldBeEmpty();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "필터 지우기" }).First.ClickAsync();
        await Expect(Row(visit, "필터를 시험해요").First).ToBeVisibleAsync();
        visit.Page.Url.ShouldEndWith("/logs");
    }

    [Fact]
    public async Task Today_InTheBrowsersTimeZone_HoldsWhatWasJustAsked()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await AnsweredAsync(visit, "오늘의 질문이에요");
        var today = await visit.Page.EvaluateAsync<string>("new Intl.DateTimeFormat('sv-SE').format(new Date())");
        await visit.Page.GotoAsync($"/logs?from={today}&to={today}");
        await Expect(Row(visit, "오늘의 질문이에요").First).ToBeVisibleAsync();
    }

    private static async Task AnsweredAsync(Visit visit, string question)
    {
        await visit.Page.GotoAsync("/chat");
        await visit.AskAsync(question);
        await visit.ExpectStatusAsync("completed");
    }

    private static ILocator Search(Visit visit) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "질문과 답변에서 찾기" });

    private static ILocator Row(Visit visit, string question) =>
        visit.Page.Locator("[data-index]").Filter(new() { Has = visit.Page.GetByRole(AriaRole.Link, new() { Name = question }) });

    [GeneratedRegex("/logs\\?q=%EA%B5%AC%EB%8F%85$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Searched();

    [GeneratedRegex("/logs\\?open=[0-9a-f-]{36}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opened();
}
