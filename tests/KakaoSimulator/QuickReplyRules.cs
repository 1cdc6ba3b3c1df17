using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>What buttons must be.</summary>
internal static class QuickReplyRules
{
    public const int MaxReplies = 10;

    /// <summary>In UTF-16 units; the vendor's editor takes no more, its server is said to cut what is longer.</summary>
    public const int MaxLabel = 14;

    public static IReadOnlyList<QuickReply> Read(JsonElement replies, List<string> violations)
    {
        if (replies.ValueKind != JsonValueKind.Array)
        {
            violations.Add("quickReplies is not an array");
            return [];
        }

        if (replies.GetArrayLength() > MaxReplies)
        {
            violations.Add($"there are {replies.GetArrayLength()} quickReplies, more than {MaxReplies}");
        }

        List<QuickReply> read = [];
        foreach (var reply in replies.EnumerateArray())
        {
            var quick = new QuickReply(
                reply.Text("label") ?? "",
                reply.Text("action") ?? "",
                reply.Text("messageText"),
                reply.Text("blockId"),
                reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("extra", out var extra) ? extra.Clone() : null);
            read.Add(quick);
            violations.AddRange(Broken(quick));
        }

        return read;
    }

    private static IEnumerable<string> Broken(QuickReply reply)
    {
        if (string.IsNullOrWhiteSpace(reply.Label) || reply.Label.Length > MaxLabel)
        {
            yield return $"the quick reply's label '{reply.Label}' has not 1–{MaxLabel} characters";
        }

        if (reply.Action is not ("message" or "block"))
        {
            yield return $"the quick reply's action is '{reply.Action}', not message or block";
        }
        else if (reply.Action == "message" && string.IsNullOrWhiteSpace(reply.MessageText))
        {
            yield return $"the quick reply '{reply.Label}' has no messageText";
        }
        else if (reply.Action == "block" && string.IsNullOrWhiteSpace(reply.BlockId))
        {
            yield return $"the quick reply '{reply.Label}' has no blockId";
        }
    }
}
