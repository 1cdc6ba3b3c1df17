using System.Diagnostics;
using System.Runtime.CompilerServices;
using ChatPlatform.Application.Common;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>Measures each call as its caller sees it; outermost. No text of a message is recorded.</summary>
internal sealed class TelemetryChatClient(IChatClient innerClient, TimeProvider clock) : DelegatingChatClient(innerClient)
{
    private readonly string _provider = innerClient.GetService<ChatClientMetadata>()?.ProviderName ?? "unknown";

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = new Call(_provider, options?.ModelId, clock);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            call.Count(response.Usage);
            call.End(error: null);
            return response;
        }
        catch (Exception e)
        {
            call.End(CodeOf(e));
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = new Call(_provider, options?.ModelId, clock);
        // a caller that stops reading has cancelled
        var error = "cancelled";
        try
        {
            await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            for (var first = true; ; first = false)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        error = null;
                        yield break;
                    }
                }
                catch (Exception e)
                {
                    error = CodeOf(e);
                    throw;
                }

                call.See(updates.Current, first);
                yield return updates.Current;
            }
        }
        finally
        {
            call.End(error);
        }
    }

    private static string CodeOf(Exception exception) => exception switch
    {
        ModelFailedException failure => failure.Error.Code,
        OperationCanceledException => "cancelled",
        _ => "bug",
    };

    private sealed class Call(string provider, string? model, TimeProvider clock)
    {
        private readonly long _started = clock.GetTimestamp();
        private readonly Activity? _activity = LlmTelemetry.Source.StartActivity("chat", ActivityKind.Client);
        private readonly TagList _tags = new([new("gen_ai.provider.name", provider), new("gen_ai.request.model", model)]);

        public void See(ChatResponseUpdate update, bool first)
        {
            if (first)
            {
                LlmTelemetry.FirstToken.Record(clock.GetElapsedTime(_started).TotalSeconds, _tags);
            }

            for (var i = 0; i < update.Contents.Count; i++)
            {
                if (update.Contents[i] is UsageContent usage)
                {
                    Count(usage.Details);
                }
            }
        }

        public void Count(UsageDetails? usage)
        {
            Count(usage?.InputTokenCount, "input");
            Count(usage?.OutputTokenCount, "output");
        }

        public void End(string? error)
        {
            var tags = _tags;
            if (error is not null)
            {
                tags.Add("error.type", error);
                LlmTelemetry.Errors.Add(1, tags);
                _activity?.SetStatus(ActivityStatusCode.Error, error);
            }

            LlmTelemetry.Duration.Record(clock.GetElapsedTime(_started).TotalSeconds, tags);
            if (_activity is { IsAllDataRequested: true })
            {
                foreach (var (name, value) in tags)
                {
                    _activity.SetTag(name, value);
                }
            }

            _activity?.Dispose();
        }

        private void Count(long? tokens, string type)
        {
            if (tokens is > 0)
            {
                var tags = _tags;
                tags.Add("gen_ai.token.type", type);
                LlmTelemetry.Tokens.Add(tokens.Value, tags);
                _activity?.SetTag($"gen_ai.usage.{type}_tokens", tokens.Value);
            }
        }
    }
}
