using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Llm;
using ChatPlatform.UnitTests.Common;
using Microsoft.Extensions.AI;

namespace ChatPlatform.UnitTests.Llm;

public sealed class TelemetryChatClientTests : IDisposable
{
    // its own model id: other tests measure at the same time
    private readonly string _model = "m-" + Path.GetRandomFileName();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string? Error, string? Type)> _measured = new();

    public TelemetryChatClientTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "ChatPlatform.Llm")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_Answered_MeasuresDurationAndTokens(bool streaming)
    {
        await AskAsync(FakeChatClient.Says("네"), streaming);

        _measured.ShouldContain(m => m.Name == "gen_ai.client.operation.duration" && m.Error == null);
        _measured.ShouldContain(("chatplatform.llm.tokens", 7d, null, "input"));
        _measured.ShouldContain(("chatplatform.llm.tokens", 3d, null, "output"));
        _measured.Count(m => m.Name == "gen_ai.client.operation.time_to_first_chunk").ShouldBe(streaming ? 1 : 0);
        _measured.ShouldNotContain(m => m.Name == "chatplatform.llm.errors");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_Failed_CountsTheErrorsCode(bool streaming)
    {
        await AskAsync(FakeChatClient.Throws(ModelErrors.Overloaded(null)), streaming).ShouldThrowAsync<ModelFailedException>();

        _measured.ShouldContain(("chatplatform.llm.errors", 1d, "model.overloaded", null));
        _measured.ShouldContain(m => m.Name == "gen_ai.client.operation.duration" && m.Error == "model.overloaded");
    }

    [Fact]
    public async Task Stream_ReaderLeaves_CountsAsCancelled()
    {
        using var client = new TelemetryChatClient(FakeChatClient.Says("a", "b"), new ManualTimeProvider());
        await foreach (var _ in client.GetStreamingResponseAsync(Asking.Hello, new ChatOptions { ModelId = _model }))
        {
            break;
        }

        _measured.ShouldContain(("chatplatform.llm.errors", 1d, "cancelled", null));
    }

    [Fact]
    public async Task Ask_WithAListener_LeavesASpanWithoutText()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ChatPlatform.Llm",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await AskAsync(FakeChatClient.Says("비밀"), streaming: true);

        var span = spans.Where(s => (string?)s.GetTagItem("gen_ai.request.model") == _model).ShouldHaveSingleItem();
        span.GetTagItem("gen_ai.usage.output_tokens").ShouldBe(3L);
        span.TagObjects.ShouldNotContain(tag => $"{tag.Value}".Contains("비밀"));
    }

    private async Task AskAsync(FakeChatClient fake, bool streaming)
    {
        using var client = new TelemetryChatClient(fake, new ManualTimeProvider());
        await client.AskAsync(streaming, new ChatOptions { ModelId = _model });
    }

    private void Keep(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = tags.ToArray().ToDictionary(t => t.Key, t => t.Value as string);
        if (named.GetValueOrDefault("gen_ai.request.model") == _model)
        {
            _measured.Enqueue((name, value, named.GetValueOrDefault("error.type"), named.GetValueOrDefault("gen_ai.token.type")));
        }
    }
}
