using ChatPlatform.Application.Channels;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Markdown by Markdig, which the inner layers cannot reference; hence a port.</summary>
internal sealed class MarkdownText : IPlainText
{
    /// <summary>What is understood, for all channels.</summary>
    public static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough) // two tildes; a single one stands between numbers: 1~2시간
        .UseCjkFriendlyEmphasis() // **"이것"**은
        .UseAutoLinks() // keeps the marks within bare URLs
        .Build();

    public string FromMarkdown(string markdown) => MarkdownPieces.Convert(markdown, Convert);

    private static string Convert(string text)
    {
        try
        {
            return new PlainTextWriter(text).Write(Markdown.Parse(text, Pipeline));
        }
        catch (ArgumentException)
        {
            return text; // nested too deeply to mean anything
        }
    }
}
