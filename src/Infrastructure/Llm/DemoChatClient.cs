using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>
/// Needs no model: it repeats what it was given, so that history, context, prompts and streaming can be seen to work, and says that it is a
/// demo. The same conversation always gets the same answer. Asked for "long 400" or "길게 400" it writes so many words; asked for "markdown" or
/// "마크다운" it shows a list, code and a table.
/// </summary>
/// <param name="delay">Between two words of a stream.</param>
/// <param name="clock">Whose time the delay is.</param>
internal sealed class DemoChatClient(TimeSpan delay, TimeProvider clock) : IChatClient
{
    public const string Model = "demo";

    private static readonly ChatClientMetadata Metadata = new("demo", providerUri: null, Model);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var conversation = DemoConversation.From(messages);
        var answer = conversation.Answer();
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer))
        {
            ModelId = Model,
            FinishReason = ChatFinishReason.Stop,
            Usage = conversation.UsageFor(answer),
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = DemoConversation.From(messages);
        var answer = conversation.Answer();
        for (var start = 0; start < answer.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, clock, cancellationToken);
            }

            var space = answer.AsSpan(start).IndexOfAny(' ', '\n');
            var next = space < 0 ? answer.Length : start + space + 1;
            yield return new(ChatRole.Assistant, answer[start..next]) { ModelId = Model };
            start = next;
        }

        yield return new(ChatRole.Assistant, [new UsageContent(conversation.UsageFor(answer))])
        {
            ModelId = Model,
            FinishReason = ChatFinishReason.Stop,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // holds nothing
    }
}
