using System.Runtime.CompilerServices;
using ChatPlatform.Application.Common;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>Asks a second model when the first failed before its first token. If that fails too, the first one's failure is reported.</summary>
internal sealed partial class FallbackChatClient(
    IChatClient innerClient, IChatClient second, string secondModel, ILogger<FallbackChatClient> logger) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ModelFailedException first)
        {
            LogFallback(logger, first.Error.Code, secondModel);
            try
            {
                return await second.GetResponseAsync(messages, ForSecond(options), cancellationToken);
            }
            catch (ModelFailedException)
            {
                throw first;
            }
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var opened = await OpenAsync(messages, options, cancellationToken);
        await foreach (var update in opened.ReadAsync())
        {
            yield return update;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            second.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<OpenedStream> OpenAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenedStream.OpenAsync(base.GetStreamingResponseAsync(messages, options, cancellationToken), cancellationToken);
        }
        catch (ModelFailedException first)
        {
            LogFallback(logger, first.Error.Code, secondModel);
            try
            {
                return await OpenedStream.OpenAsync(
                    second.GetStreamingResponseAsync(messages, ForSecond(options), cancellationToken), cancellationToken);
            }
            catch (ModelFailedException)
            {
                throw first;
            }
        }
    }

    private ChatOptions ForSecond(ChatOptions? options)
    {
        var copy = options?.Clone() ?? new ChatOptions();
        copy.ModelId = secondModel;
        return copy;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model call failed ({Code}); asking {Model} instead")]
    private static partial void LogFallback(ILogger logger, string code, string model);
}
