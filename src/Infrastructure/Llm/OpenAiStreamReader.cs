using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>What one stream has said so far.</summary>
internal sealed class OpenAiStreamReader
{
    private readonly ToolCallPieces _calls = new();
    private bool _done;
    private bool _finished;
    private bool _spoke;

    public void SawDone() => _done = true;

    /// <summary>Null for a chunk that tells a caller nothing, such as the first one that only names the role.</summary>
    public ChatResponseUpdate? Read(OpenAiAnswer chunk)
    {
        if (chunk.Error is { ValueKind: not JsonValueKind.Null })
        {
            throw ModelErrors.BadAnswer("reported an error in the middle of its answer");
        }

        List<AIContent> contents = [];
        ChatFinishReason? finish = null;
        if (chunk.Choices is [var choice, ..])
        {
            finish = OpenAiMapping.ToFinishReason(choice.FinishReason);
            // some servers send the last piece as a message
            Read(choice.Delta ?? choice.Message, contents);
            if (finish is not null)
            {
                _finished = true;
            }
        }

        if (chunk.Usage.ToUsage() is { } usage)
        {
            contents.Add(new UsageContent(usage));
        }

        return contents.Count == 0 && finish is null ? null : new(ChatRole.Assistant, contents)
        {
            ResponseId = chunk.Id,
            ModelId = chunk.Model,
            FinishReason = finish,
        };
    }

    /// <summary>The tool calls, whole. An answer that never came to its end, or never said anything, is an error.</summary>
    public IEnumerable<ChatResponseUpdate> Finish()
    {
        // servers that leave one of the two out are common; without both nobody knows whether the answer is whole
        if (!_finished && !_done)
        {
            throw ModelErrors.StreamCut();
        }

        if (!_spoke && !_calls.Any)
        {
            throw ModelErrors.BadAnswer("ended its answer without a word");
        }

        return _calls.Any ? [new(ChatRole.Assistant, [.. _calls.Take()])] : [];
    }

    private void Read(OpenAiMessage? delta, List<AIContent> contents)
    {
        if (delta?.ReasoningContent is { Length: > 0 } reasoning)
        {
            contents.Add(new TextReasoningContent(reasoning));
        }

        if ((delta?.Content is { Length: > 0 } text ? text : delta?.Refusal) is { Length: > 0 } said)
        {
            _spoke = true;
            contents.Add(new TextContent(said));
        }

        if (delta?.ToolCalls is { } pieces)
        {
            _calls.Add(pieces);
        }
    }
}
