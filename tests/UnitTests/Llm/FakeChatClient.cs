using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ChatPlatform.UnitTests.Llm;

/// <summary>Plays a scene for each call; the last scene stays. A scene yields text, throws, or waits on the token it gets.</summary>
internal sealed class FakeChatClient(params Func<CancellationToken, IAsyncEnumerable<string>>[] scenes) : IChatClient
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public ChatOptions? LastOptions { get; private set; }

    public bool IsDisposed { get; private set; }

    public static FakeChatClient Says(params string[] words) => new(Words(words));

    public static FakeChatClient Throws(Exception exception) => new(Failure(exception));

    public static Func<CancellationToken, IAsyncEnumerable<string>> Words(params string[] words) => _ => words.ToAsyncEnumerable();

    public static Func<CancellationToken, IAsyncEnumerable<string>> Failure(Exception exception, params string[] wordsBefore) =>
        _ => FailAfter(wordsBefore, exception);

    /// <summary>Some words, then silence until the call is given up.</summary>
    public static Func<CancellationToken, IAsyncEnumerable<string>> Silence(params string[] wordsBefore) =>
        token => SilentAfter(wordsBefore, token);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var text = string.Concat(await Next(options)(cancellationToken).ToListAsync(cancellationToken));
        return new(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = options?.ModelId,
            FinishReason = ChatFinishReason.Stop,
            Usage = new() { InputTokenCount = 7, OutputTokenCount = 3, TotalTokenCount = 10 },
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var word in Next(options)(cancellationToken))
        {
            yield return new(ChatRole.Assistant, word);
        }

        yield return new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 7, OutputTokenCount = 3, TotalTokenCount = 10 })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("fake") : null;

    public void Dispose() => IsDisposed = true;

    private static async IAsyncEnumerable<string> FailAfter(string[] words, Exception exception)
    {
        foreach (var word in words)
        {
            yield return word;
        }

        await Task.Yield();
        throw exception;
    }

    private static async IAsyncEnumerable<string> SilentAfter(
        string[] words, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var word in words)
        {
            yield return word;
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private Func<CancellationToken, IAsyncEnumerable<string>> Next(ChatOptions? options)
    {
        LastOptions = options;
        return scenes[Math.Min(Interlocked.Increment(ref _calls), scenes.Length) - 1];
    }
}

/// <summary>One way to ask on both paths, so that each test of a decorator covers both.</summary>
internal static class Asking
{
    public static readonly ChatMessage[] Hello = [new(ChatRole.User, "안녕")];

    /// <summary>The words that arrived; those of a stream one by one.</summary>
    public static async Task<List<string>> AskAsync(
        this IChatClient client, bool streaming, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> words = [];
        if (!streaming)
        {
            words.Add((await client.GetResponseAsync(Hello, options, cancellationToken)).Text);
            return words;
        }

        await foreach (var update in client.GetStreamingResponseAsync(Hello, options, cancellationToken))
        {
            if (update.Text.Length > 0)
            {
                words.Add(update.Text);
            }
        }

        return words;
    }
}
