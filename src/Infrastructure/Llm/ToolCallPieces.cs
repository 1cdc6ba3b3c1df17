using System.Text;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>Puts the pieces of streamed tool calls together.</summary>
internal sealed class ToolCallPieces
{
    private readonly SortedDictionary<int, (string? Id, string? Name, StringBuilder Arguments)> _calls = [];

    public bool Any => _calls.Count > 0;

    public void Add(IReadOnlyList<OpenAiToolCall> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            // servers that send whole calls may leave the index out
            var index = piece.Index ?? (piece.Id is null ? Math.Max(0, _calls.Count - 1) : _calls.Count);
            var (id, name, arguments) = _calls.GetValueOrDefault(index, (null, null, new StringBuilder()));
            _calls[index] = (id ?? piece.Id, name ?? piece.Function?.Name, arguments.Append(piece.Function?.Arguments));
        }
    }

    public IEnumerable<AIContent> Take() => _calls.Values.Select(call => OpenAiMapping.ToCall(call.Id, call.Name, call.Arguments.ToString()));
}
