using Markdig.Syntax;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>What Markdig's tree does not tell: how its source was laid out.</summary>
internal static class SourceLines
{
    /// <summary>Whether an empty line stands above the block. Quotes count as empty where nothing but their marks stands.</summary>
    public static bool FollowsEmpty(string source, Block block)
    {
        var above = source.AsSpan(0, Math.Min(block.Span.Start, source.Length));
        above = above[..Math.Max(above.LastIndexOf('\n'), 0)];
        return above[(above.LastIndexOf('\n') + 1)..].Trim(" \t>").IsEmpty;
    }
}
