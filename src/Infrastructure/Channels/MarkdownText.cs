using System.Text;
using ChatPlatform.Application.Channels;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Markdown by Markdig, which the inner layers cannot reference; hence a port.</summary>
internal sealed class MarkdownText : IPlainText
{
    /// <summary>
    /// On hostile text Markdig's time grows with the square of the length. So a long text is read in pieces, cut at blank lines or at least
    /// at line ends; what spans a cut (a code block, at worst) is read as two.
    /// </summary>
    private const int PieceMaxLength = 8_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough) // two tildes; a single one stands between numbers: 1~2시간
        .UseCjkFriendlyEmphasis() // **"이것"**은
        .UseAutoLinks() // keeps the marks within bare URLs
        .Build();

    public string FromMarkdown(string markdown)
    {
        var text = markdown.ReplaceLineEndings("\n");
        if (text.Length <= PieceMaxLength)
        {
            return Convert(text).Trim();
        }

        var plain = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfPiece(text, start);
            plain.Append(plain.Length > 0 ? "\n\n" : "").Append(Convert(text[start..end]).Trim());
            start = end;
        }

        return plain.ToString().Trim();
    }

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

    private static int EndOfPiece(string text, int start)
    {
        var most = start + PieceMaxLength;
        if (most >= text.Length)
        {
            return text.Length;
        }

        var window = text.AsSpan(start, PieceMaxLength);
        var cut = window.LastIndexOf("\n\n");
        cut = cut > 0 ? cut : window.LastIndexOf('\n');
        cut = cut > 0 ? cut : window.LastIndexOf(' ');
        return cut > 0 ? start + cut : char.IsLowSurrogate(text[most]) ? most - 1 : most;
    }
}
