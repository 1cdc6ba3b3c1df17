using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ChatPlatform.EndToEndTests;

/// <summary>One platform and one Chromium for all tests; each test has a browser profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    internal Platform Platform { get; } = new();

    public async Task InitializeAsync()
    {
        await Platform.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Flags });
    }

    public async Task DisposeAsync()
    {
        await (_chromium?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        await Platform.DisposeAsync();
    }

    internal async Task<Visit> OpenAsync(Device? device = null)
    {
        device ??= Device.Laptop;
        var profile = await _chromium!.NewContextAsync(new()
        {
            BaseURL = Platform.Address.ToString(),
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            IsMobile = device.Touch,
            HasTouch = device.Touch,
            ColorScheme = device.Dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = device.Locale,
            TimezoneId = "Asia/Seoul",
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visit(Platform, profile, await profile.NewPageAsync());
    }
}

/// <summary>What a person sits in front of.</summary>
internal sealed record Device(int Width, int Height, bool Touch, bool Dark = false, string Locale = "ko-KR")
{
    public static readonly Device Laptop = new(1280, 800, Touch: false);

    public static readonly Device Phone = new(390, 844, Touch: true);
}

[CollectionDefinition(Name)]
public sealed class InBrowser : ICollectionFixture<Browser>
{
    public const string Name = "In a browser";
}

/// <summary>One person's visit. At its end, nothing may have been asked of other origins or refused by the security policy.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _profile;
    private readonly Platform _platform;
    private readonly ConcurrentQueue<string> _offences = new();

    public Visit(Platform platform, IBrowserContext profile, IPage page)
    {
        _platform = platform;
        _profile = profile;
        Page = page;
        var own = platform.Address.GetLeftPart(UriPartial.Authority);
        page.Request += (_, request) => NoteUnless(request.Url.StartsWith(own, StringComparison.Ordinal), "asked elsewhere: " + request.Url);
        page.PageError += (_, error) => NoteUnless(holds: false, "script error: " + error);
        page.Console += (_, message) => NoteUnless(
            !message.Text.Contains("Content Security Policy", StringComparison.Ordinal), "against the policy: " + message.Text);
    }

    public IPage Page { get; }

    public ILocator Composer => Page.GetByRole(AriaRole.Textbox, new() { Name = "메시지", Exact = true });

    public ILocator Send => Page.GetByRole(AriaRole.Button, new() { Name = "보내기" });

    public ILocator Stop => Page.GetByRole(AriaRole.Button, new() { Name = "중지" });

    /// <summary>The newest answer in sight.</summary>
    public ILocator Answer => Page.GetByRole(AriaRole.Article, new() { Name = "로빙" }).Last;

    public async Task SignInAsync(string returnTo = "/chat")
    {
        await Page.GotoAsync(returnTo);
        await Page.Locator("input[name=key]").FillAsync(_platform.AdminKey);
        await Page.Locator("button[type=submit]").ClickAsync();
        await Page.GetByRole(AriaRole.Navigation).WaitForAsync();
    }

    public async Task AskAsync(string question)
    {
        await Composer.FillAsync(question);
        await Send.ClickAsync();
    }

    /// <summary>The answer's status: streaming, then how it ended.</summary>
    public async Task ExpectStatusAsync(string status, float seconds = 30) => await Assertions.Expect(Answer)
        .ToHaveAttributeAsync("data-status", status, new() { Timeout = seconds * 1000 });

    /// <summary>axe's findings, one line each; empty when there is nothing to mend.</summary>
    public async Task<string[]> AccessibilityAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return [.. result.Violations.Select(v => $"{v.Id} ({v.Impact}): {string.Join(", ", v.Nodes.Take(3).Select(n => n.Target))}")];
    }

    /// <summary>Renews a picture of the documentation, when UPDATE_SCREENSHOTS=1 asks for it.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1")
        {
            await Page.EvaluateAsync("document.fonts.ready");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Platform.RepositoryRoot, "docs", "images", name + ".png") });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _profile.DisposeAsync();
        _offences.ShouldBeEmpty();
    }

    private void NoteUnless(bool holds, string offence)
    {
        if (!holds)
        {
            _offences.Enqueue(offence);
        }
    }
}
