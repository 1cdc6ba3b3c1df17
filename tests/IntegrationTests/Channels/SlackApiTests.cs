using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Channels;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>What Slack's answers mean, on the wire.</summary>
public sealed class SlackApiTests : IAsyncLifetime, IDisposable
{
    private const string Channel = "C1";

    private static readonly SlackWorkspace Workspace = new() { SigningSecret = new SlackSigningSecret(SlackApps.Secret), BotToken = FakeSlack.Token };

    private FakeSlack _slack = null!;
    private SlackApi _api = null!;

    public async Task InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _api = new(new() { ApiUrl = new(_slack.Url), AllowsLoopback = true, PostTimeout = TimeSpan.FromSeconds(10) }, TimeProvider.System);
    }

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("token_revoked")]
    [InlineData("account_inactive")]
    [InlineData("missing_scope")]
    [InlineData("not_in_channel")]
    [InlineData("message_limit_exceeded")]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("408")]
    public async Task Post_WhatAnOperatorCanCure_IsTriedAgainInAMinute(string trouble)
    {
        var unsent = (await PostAsync(trouble)).ShouldBeOfType<SlackPosted.NotSent>();

        (unsent.Reason.EndsWith(trouble, StringComparison.Ordinal), unsent.After, unsent.NeedsOperator).ShouldBe((true, TimeSpan.FromMinutes(1), true));
    }

    [Theory]
    [InlineData("channel_not_found")]
    [InlineData("is_archived")]
    [InlineData("msg_too_long")]
    [InlineData("404")]
    public async Task Post_WhatNobodyCanCure_IsRefused(string trouble) =>
        (await PostAsync(trouble)).ShouldBeOfType<SlackPosted.Refused>().Reason.ShouldEndWith(trouble);

    [Fact]
    public async Task Post_RateLimit_IsTriedAgainAsSlackAsksWithoutAnOperator()
    {
        var unsent = (await PostAsync("429")).ShouldBeOfType<SlackPosted.NotSent>();

        (unsent.After, unsent.NeedsOperator).ShouldBe((TimeSpan.FromSeconds(1), false));
    }

    [Fact]
    public async Task Post_ReasonOfAnyLength_IsShort() =>
        (await PostAsync(new string('e', 5_000))).ShouldBeOfType<SlackPosted.Refused>().Reason.Length.ShouldBe(200);

    [Theory]
    [InlineData("429", false, 1, false)]
    [InlineData("ratelimited", false, 1, false)]
    [InlineData("500", false, null, false)]
    [InlineData("internal_error", false, null, false)]
    [InlineData("missing_scope", false, 60, true)]
    [InlineData("403", false, 60, true)]
    [InlineData("thread_not_found", true, null, false)]
    [InlineData("404", true, null, false)]
    public async Task Find_Trouble_IsLookedForAgainUnlessItIsInVain(string trouble, bool isFinal, int? seconds, bool needsOperator)
    {
        _slack.ReadTroubles[Channel] = trouble;

        var found = await _api.FindAsync(Workspace, Channel, "1.0", "1.0", default);

        found.Marks.ShouldBeNull();
        (found.IsFinal, found.After?.TotalSeconds, found.NeedsOperator).ShouldBe((isFinal, seconds, needsOperator));
    }

    [Fact]
    public async Task Find_PostOfOurs_IsThere()
    {
        var mark = new SlackMark(Guid.CreateVersion7(TimeProvider.System.Now()), 2);
        (await _api.PostAsync(Workspace, new(Channel, "1.0", "hi", mark), default)).ShouldBeOfType<SlackPosted.There>();

        (await _api.FindAsync(Workspace, Channel, "1.0", "1.0", default)).Marks.ShouldBe([mark]);
    }

    private Task<SlackPosted> PostAsync(string trouble)
    {
        _slack.Troubles["trouble"] = trouble;
        return _api.PostAsync(Workspace, new(Channel, "1.0", "trouble", default), default);
    }
}
