using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using ChatPlatform.UnitTests.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace ChatPlatform.UnitTests.Channels;

/// <summary>What a try at a post comes to, with a Slack and a database that do as the test says.</summary>
public sealed class SlackDeliveryTests : IDisposable
{
    private static readonly SlackPosted There = new SlackPosted.There("1.1");

    private readonly ManualTimeProvider _clock = new();
    private readonly ISlackApi _api = Substitute.For<ISlackApi>();
    private readonly IAnswerTexts _answers = Substitute.For<IAnswerTexts>();
    private readonly LogLines _log = new();
    private readonly ServiceProvider _services;
    private readonly Guid _answer;
    private SlackOptions _options = new()
    {
        Workspaces = [new() { SigningSecret = new SlackSigningSecret("secret"), BotToken = "xoxb-1", TeamId = "T1" }],
    };

    public SlackDeliveryTests()
    {
        _services = new ServiceCollection().AddSingleton(_answers).BuildServiceProvider();
        _answer = Guid.CreateVersion7(_clock.Now());
        Answers("안녕하세요");
        _api.PostAsync(default!, default!, default).ReturnsForAnyArgs(There);
        Finds(new SlackFound(new HashSet<SlackMark>()));
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Send_DatabaseAwayWhileItMayHaveArrived_StaysUnknownAndIsLookedForLater()
    {
        _answers.ReadAsync(default!, default).ReturnsForAnyArgs<IReadOnlyDictionary<Guid, AnswerText>>(_ => throw new TimeoutException("the database is away"));

        (await SendAsync(Parcel())).ShouldBeOfType<SendResult.NotSent>();
        (await SendAsync(Parcel(mayHaveArrived: true))).ShouldBeOfType<SendResult.Ambiguous>().IsFinal.ShouldBeFalse();
    }

    [Fact]
    public async Task Send_WorkspaceIsGoneWhileItMayHaveArrived_StaysUnknown()
    {
        _options = _options with { Workspaces = [] };

        (await SendAsync(Parcel())).ShouldBeOfType<SendResult.Refused>();
        (await SendAsync(Parcel(mayHaveArrived: true))).ShouldBeOfType<SendResult.Ambiguous>().IsFinal.ShouldBeTrue();
    }

    [Fact]
    public async Task Send_AnswerNoLongerExists_PostsNothing()
    {
        _answers.ReadAsync(default!, default).ReturnsForAnyArgs(new Dictionary<Guid, AnswerText>());

        (await SendAsync(Parcel())).ShouldBe(new SendResult.Refused("The answer no longer exists."));
        (await SendAsync(Parcel(mayHaveArrived: true))).ShouldBeOfType<SendResult.Ambiguous>().IsFinal.ShouldBeTrue();

        await _api.DidNotReceiveWithAnyArgs().PostAsync(default!, default!, default);
    }

    [Fact]
    public async Task Send_EmptyAnswer_SaysSo()
    {
        Answers(" ");

        (await SendAsync(Parcel())).ShouldBeOfType<SendResult.Delivered>();

        await _api.Received(1).PostAsync(Arg.Any<SlackWorkspace>(), Arg.Is<SlackPost>(p => p.Text == SlackTexts.NothingToSay), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Send_AnswerBecameShorterThanWhatIsThere_IsDeliveredWithoutAPost()
    {
        var delivered = (await SendAsync(Parcel(from: 2))).ShouldBeOfType<SendResult.Delivered>();

        delivered.Shown.ShouldBe([new ShownItem(_answer, 2, HasRest: false)]);
        await _api.DidNotReceiveWithAnyArgs().PostAsync(default!, default!, default);
    }

    [Fact]
    public async Task Send_LookFindsIt_IsDeliveredWithoutAPost()
    {
        var parcel = Parcel(mayHaveArrived: true);
        Finds(new SlackFound(new HashSet<SlackMark> { new(parcel.Id, 0) }));

        (await SendAsync(parcel)).ShouldBeOfType<SendResult.Delivered>();

        await _api.DidNotReceiveWithAnyArgs().PostAsync(default!, default!, default);
    }

    [Fact]
    public async Task Send_Refused_NamesTheChannelInTheLog()
    {
        _api.PostAsync(default!, default!, default).ReturnsForAnyArgs(new SlackPosted.Refused("is_archived"));

        (await SendAsync(Parcel())).ShouldBe(new SendResult.Refused("is_archived"));

        var line = _log.Lines.ShouldHaveSingleItem();
        (line.Contains("T1", StringComparison.Ordinal), line.Contains("C1", StringComparison.Ordinal), line.Contains("is_archived", StringComparison.Ordinal))
            .ShouldBe((true, true, true));
    }

    [Fact]
    public async Task Send_AppIsNotInTheChannel_WaitsAndWarnsOnceOfEachChannel()
    {
        _api.PostAsync(default!, default!, default).ReturnsForAnyArgs(
            new SlackPosted.NotSent("not_in_channel", TimeSpan.FromMinutes(1)) { NeedsOperator = true });
        var delivery = Delivery();

        for (var minute = 0; minute < 9; minute++)
        {
            (await delivery.SendAsync(Parcel(), default)).ShouldBe(new SendResult.NotSent("not_in_channel", TimeSpan.FromMinutes(1)));
            await delivery.SendAsync(Parcel(channel: "C2"), default);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        _log.Lines.Count.ShouldBe(2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await delivery.SendAsync(Parcel(), default);
        _log.Lines.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Send_UsualTrouble_IsNotWarnedOf()
    {
        _api.PostAsync(default!, default!, default).ReturnsForAnyArgs(new SlackPosted.NotSent("429 ratelimited", TimeSpan.FromSeconds(7)));

        (await SendAsync(Parcel())).ShouldBe(new SendResult.NotSent("429 ratelimited", TimeSpan.FromSeconds(7)));

        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_LookFails_LooksAgainAsLateAsSlackAsksAndGivesUpAfterFiveMinutes()
    {
        Finds(new SlackFound(null, "429") { After = TimeSpan.FromSeconds(90) });
        var (delivery, parcel) = (Delivery(), Parcel(mayHaveArrived: true));

        for (var look = 0; look < 4; look++)
        {
            var unknown = (await delivery.SendAsync(parcel, default)).ShouldBeOfType<SendResult.Ambiguous>();
            (unknown.IsFinal, unknown.After).ShouldBe((false, TimeSpan.FromSeconds(90)));
            _clock.Advance(TimeSpan.FromSeconds(90));
        }

        (await delivery.SendAsync(parcel, default)).ShouldBeOfType<SendResult.Ambiguous>().IsFinal.ShouldBeTrue();
        (await delivery.SendAsync(Parcel(mayHaveArrived: true), default)).ShouldBeOfType<SendResult.Ambiguous>().IsFinal.ShouldBeFalse(); // another one
        await _api.DidNotReceiveWithAnyArgs().PostAsync(default!, default!, default);
    }

    [Fact]
    public async Task Send_LookSucceedsInBetween_BeginsAnew()
    {
        var (delivery, parcel) = (Delivery(), Parcel(mayHaveArrived: true));
        Finds(new SlackFound(null, "HTTP 500"));
        await delivery.SendAsync(parcel, default);
        _api.PostAsync(default!, default!, default).ReturnsForAnyArgs(new SlackPosted.Unknown("TimedOut"));
        Finds(new SlackFound(new HashSet<SlackMark>()));
        await delivery.SendAsync(parcel, default);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Finds(new SlackFound(null, "HTTP 500"));

        (await delivery.SendAsync(parcel, default)).ShouldBeOfType<SendResult.Ambiguous>().IsFinal.ShouldBeFalse();
    }

    [Fact]
    public void Rules_LooksAfter_ExceedsTheLongestTry() =>
        // two calls of Slack, and the answer's text: to connect to the database and to read it, 2 s each
        Delivery().Rules.LooksAfter.ShouldBe((2 * _options.PostTimeout) + TimeSpan.FromSeconds(6));

    private Parcel Parcel(bool mayHaveArrived = false, int from = 0, string channel = "C1") => new(
        Guid.CreateVersion7(_clock.Now()),
        new SlackTarget("T1", "A1", channel, "1.0", "1.0").ToString(),
        ParcelKind.Answers,
        [new ParcelItem(_answer, from)],
        mayHaveArrived);

    private void Answers(string text) => _answers.ReadAsync(default!, default).ReturnsForAnyArgs(
        new Dictionary<Guid, AnswerText> { [_answer] = new(_answer, _answer, "질문", text, "completed", "질문") });

    private void Finds(SlackFound found) => _api.FindAsync(default!, default!, default!, default!, default).ReturnsForAnyArgs(found);

    private SlackDelivery Delivery() =>
        new(_api, new PlainSlackText(), _options, _services.GetRequiredService<IServiceScopeFactory>(), _clock, _log);

    private Task<SendResult> SendAsync(Parcel parcel) => Delivery().SendAsync(parcel, default);

    private sealed class PlainSlackText : ISlackText
    {
        public string FromMarkdown(string markdown) => markdown;
    }

    private sealed class LogLines : ILogger<SlackDelivery>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
