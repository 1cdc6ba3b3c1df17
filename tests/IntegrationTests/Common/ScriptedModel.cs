using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace ChatPlatform.IntegrationTests.Common;

/// <summary>A model in the test's hands: echoes, unless the test holds the answer to a message and speaks it piece by piece.</summary>
public sealed class ScriptedModel : IChatClient
{
    private readonly ConcurrentDictionary<string, HeldAnswer> _held = new();

    /// <summary>What the model was asked, newest last.</summary>
    public ConcurrentQueue<(IReadOnlyList<ChatMessage> Messages, ChatOptions Options)> Asked { get; } = new();

    /// <summary>The answer to this very message will be spoken by the test.</summary>
    public HeldAnswer Hold(string message) => _held[message] = new HeldAnswer();

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var text = new System.Text.StringBuilder();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            text.Append(update.Text);
        }

        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text.ToString()))
        {
            FinishReason = ChatFinishReason.Stop,
            ModelId = options?.ModelId,
            Usage = new UsageDetails { InputTokenCount = 7, OutputTokenCount = 5 },
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = messages.ToList();
        Asked.Enqueue((asked, options!));
        var last = asked[^1].Text;
        if (_held.TryGetValue(last, out var held))
        {
            held.Begun.TrySetResult();
            await foreach (var piece in held.Pieces.Reader.ReadAllAsync(cancellationToken))
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
            }
        }
        else
        {
            foreach (var piece in new[] { "echo: ", last })
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ModelId = options?.ModelId };
            }
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 7, OutputTokenCount = 5 })])
        {
            FinishReason = ChatFinishReason.Stop,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

public sealed class HeldAnswer
{
    internal Channel<string> Pieces { get; } = Channel.CreateUnbounded<string>();

    internal TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Until the model has been asked.</summary>
    public Task AskedAsync() => Begun.Task.WaitAsync(TimeSpan.FromSeconds(15));

    public void Say(string piece) => Pieces.Writer.TryWrite(piece);

    public void Finish() => Pieces.Writer.TryComplete();

    public void Fail(Exception exception) => Pieces.Writer.TryComplete(exception);
}
