using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Infrastructure.Conversations;
using ChatPlatform.UnitTests.Common;
using ChatPlatform.UnitTests.Llm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class ModelIntentsTests
{
    private const string Text = "어제 산책을 했다";

    private static readonly Intent ByRules = IntentRules.Of(Text);
    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData("feedback", "feedback")]
    [InlineData(" Question.\n", "question")]
    [InlineData("\"small talk\"", "small_talk")]
    [InlineData("**request**", "request")]
    public async Task Classify_KnownWord_IsTaken(string answer, string expected) =>
        (await AskAsync(FakeChatClient.Says(answer))).ShouldSatisfyAllConditions(i => i.Name.ShouldBe(expected), i => i.Confidence.ShouldBeInRange(0.8, 1));

    [Fact]
    public async Task Classify_RulesAgree_IsSurer() =>
        (await AskAsync(FakeChatClient.Says(ByRules.Name))).Confidence.ShouldBeGreaterThan((await AskAsync(FakeChatClient.Says("feedback"))).Confidence);

    [Theory]
    [InlineData("")]
    [InlineData("complaint")]
    [InlineData("It is a question")]
    [InlineData("question, request")]
    public async Task Classify_AnyOtherAnswer_IsLeftToTheRules(string answer) => (await AskAsync(FakeChatClient.Says(answer))).ShouldBe(ByRules);

    [Fact]
    public async Task Classify_ModelFails_IsLeftToTheRules()
    {
        (await AskAsync(FakeChatClient.Throws(new ModelFailedException(new Error(ErrorKind.Unavailable, "model.down", "Down."))))).ShouldBe(ByRules);
        (await AskAsync(FakeChatClient.Throws(new InvalidOperationException("bug")))).ShouldBe(ByRules);
    }

    [Fact]
    public async Task Classify_ModelHangs_IsLeftToTheRulesAfterThreeSeconds()
    {
        var asking = AskAsync(new FakeChatClient(FakeChatClient.Silence())).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(2.9));
        asking.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        (await asking.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(ByRules);
    }

    [Fact]
    public async Task Classify_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => Classifier(new FakeChatClient(FakeChatClient.Silence())).ClassifyAsync(Text, cancelled.Token).AsTask());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/help")]
    public async Task Classify_NothingToAsk_DoesNotAskTheModel(string text)
    {
        var model = FakeChatClient.Says("feedback");

        (await Classifier(model).ClassifyAsync(text, CancellationToken.None)).ShouldBe(IntentRules.Of(text));
        model.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Classify_Model_IsAskedForAWord()
    {
        var model = FakeChatClient.Says("question");
        await AskAsync(model);

        model.LastOptions.ShouldNotBeNull().ShouldSatisfyAllConditions(o => o.Temperature.ShouldBe(0), o => o.MaxOutputTokens.ShouldBe(10));
    }

    [Theory]
    [InlineData(null, typeof(RuleIntents))]
    [InlineData("", typeof(RuleIntents))]
    [InlineData("rules", typeof(RuleIntents))]
    [InlineData("Model", typeof(ModelIntents))]
    public void Setting_Known_ChoosesTheClassifier(string? value, Type expected) => Registered(value).ShouldBeOfType(expected);

    [Fact]
    public void Setting_Wrong_StopsTheStartNamingIt() =>
        Should.Throw<OptionsValidationException>(() => Registered("magic")).Message.ShouldBe("INTENT_CLASSIFIER is 'magic', but must be rules or model.");

    private static IIntentClassifier Registered(string? value) => new ServiceCollection()
        .AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new ModelDefaults()).AddSingleton<IChatClient>(FakeChatClient.Says("question"))
        .AddIntents(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Conversations:IntentClassifier", value)]).Build())
        .BuildServiceProvider().GetRequiredService<IIntentClassifier>();

    private ValueTask<Intent> AskAsync(FakeChatClient model) => Classifier(model).ClassifyAsync(Text, CancellationToken.None);

    private ModelIntents Classifier(FakeChatClient model) => new(model, new ModelDefaults(), _clock, NullLogger<ModelIntents>.Instance);
}
