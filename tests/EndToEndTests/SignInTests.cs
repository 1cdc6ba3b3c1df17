using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatPlatform.EndToEndTests;

[Collection(InBrowser.Name)]
public sealed class SignInTests(Browser browser)
{
    [Fact]
    public async Task SignIn_PrintedLink_OpensTheChatOnceOnly()
    {
        await using var first = await browser.OpenAsync();
        await first.Page.GotoAsync(browser.Platform.SignInLink.ToString());
        await Expect(first.Composer).ToBeVisibleAsync();
        first.Page.Url.ShouldEndWith("/chat");

        await using var second = await browser.OpenAsync();
        await second.Page.GotoAsync(browser.Platform.SignInLink.ToString());
        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("이미 쓰였거나 만료됐어요");
        second.Page.Url.ShouldNotContain("#");
    }

    [Fact]
    public async Task SignIn_WrongKey_SaysWhatToDo()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.GotoAsync("/");
        await visit.Page.Locator("input[name=key]").FillAsync("cp_wrong");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("키가 맞지 않거나 만료됐어요");
    }

    [Fact]
    public async Task SignIn_SessionLost_ReturnsToThePlaceThatWasLeft()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync("/logs?channel=web");
        await Expect(visit.Page).ToHaveURLAsync("/logs?channel=web");

        // the page looks for new entries every ten seconds and finds itself signed out
        await visit.Page.Context.ClearCookiesAsync();
        await Expect(visit.Page.Locator("input[name=key]")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await visit.Page.Locator("input[name=key]").FillAsync(browser.Platform.AdminKey);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync("/logs?channel=web");
    }

    [Fact]
    public async Task SignOut_FromTheAccountMenu_ForgetsThePerson()
    {
        await using var visit = await browser.OpenAsync();
        await visit.SignInAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "계정" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "로그아웃" }).ClickAsync();
        await Expect(visit.Page.Locator("input[name=key]")).ToBeVisibleAsync();

        await visit.Page.GotoAsync("/logs");
        await Expect(visit.Page.Locator("input[name=key]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Language_SwitchedToEnglish_StaysAfterAReload()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "언어" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "English" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

        await visit.Page.ReloadAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        (await visit.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
    }
}
