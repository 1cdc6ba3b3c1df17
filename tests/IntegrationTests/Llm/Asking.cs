using Microsoft.Extensions.AI;

namespace ChatPlatform.IntegrationTests.Llm;

/// <summary>One way to ask on both paths, so that each test covers both.</summary>
internal static class Asking
{
    public static Task<ChatResponse> AskAsync(
        this IChatClient client, bool streaming, string text, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        client.AskAsync(streaming, [new(ChatRole.User, text)], options, cancellationToken);

    public static Task<ChatResponse> AskAsync(
        this IChatClient client, bool streaming, ChatMessage[] messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        streaming
            ? client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : client.GetResponseAsync(messages, options, cancellationToken);
}

internal static class Eventually
{
    /// <summary>Waits until it is so; fails after ten seconds.</summary>
    public static async Task BeAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 1_000 && !isSo(); i++)
        {
            await Task.Delay(10);
        }

        isSo().ShouldBeTrue("It did not become so within ten seconds.");
    }
}
