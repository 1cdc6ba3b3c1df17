using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatPlatform.EndToEndTests;

/// <summary>What holds on every page, on a laptop and a phone, by day and by night.</summary>
[Collection(InBrowser.Name)]
public sealed class EverywhereTests(Browser browser)
{
    public static TheoryData<bool, bool> Surroundings => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Surroundings))]
    public async Task Pages_OnEachDeviceAndTheme_AreAccessibleAndFitTheScreen(bool phone, bool dark)
    {
        var device = (phone ? Device.Phone : Device.Laptop) with { Dark = dark };
        var suffix = (phone ? "-phone" : "") + (dark ? "-dark" : "");
        await using var visit = await browser.OpenAsync(device);
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.Locator("input[name=key]")).ToBeVisibleAsync();
        await CheckAsync(visit, "sign-in" + suffix);

        await visit.SignInAsync();
        await Expect(visit.Composer).ToBeVisibleAsync();
        await CheckAsync(visit, "chat-new" + suffix);

        await visit.AskAsync("마크다운으로 답해 주세요");
        await visit.ExpectStatusAsync("completed");
        await CheckAsync(visit, "chat" + suffix);

        await visit.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "로그" }).ClickAsync();
        var row = visit.Page.Locator("[data-index]").First;
        await Expect(row).ToContainTextAsync("마크다운으로 답해 주세요");
        await CheckAsync(visit, "logs" + suffix);

        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog).Locator("dl")).ToBeVisibleAsync();
        await CheckAsync(visit, "log-entry" + suffix);
    }

    [Fact]
    public async Task Phone_ListOfConversations_OpensOverTheChat()
    {
        await using var visit = await browser.OpenAsync(Device.Phone);
        await visit.SignInAsync();
        await visit.AskAsync("휴대폰에서 물어봐요");
        await visit.ExpectStatusAsync("completed");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "대화 목록 열기" }).ClickAsync();
        var list = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(list.GetByRole(AriaRole.Link, new() { Name = "휴대폰에서 물어봐요" }).First).ToBeVisibleAsync();
        (await visit.AccessibilityAsync()).ShouldBeEmpty();
        await list.GetByRole(AriaRole.Button, new() { Name = "새 대화" }).ClickAsync();
        await Expect(list).ToBeHiddenAsync();
        await Expect(visit.Page).ToHaveURLAsync("/chat");
    }

    [Fact]
    public async Task Keyboard_Alone_SendsAndReadsALogEntry()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await Expect(visit.Composer).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("키보드로 물어봐요");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ExpectStatusAsync("completed");

        await visit.Page.GotoAsync("/logs");
        await visit.Page.Locator("[data-index='0'] a").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("키보드로 물어봐요");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("[data-index='0'] a")).ToBeFocusedAsync();
    }

    private static async Task CheckAsync(Visit visit, string picture)
    {
        await visit.PictureAsync(picture);
        (await visit.AccessibilityAsync()).ShouldBeEmpty(picture);
        (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
            .ShouldBeTrue($"{picture} is wider than its screen");
    }
}
