using ChatPlatform.Application.Channels;
using Markdig;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Markdown by Markdig, as for <see cref="MarkdownText"/>.</summary>
internal sealed class SlackMarkdown : ISlackText
{
    public string FromMarkdown(string markdown) => SlackMarks.Settle(MarkdownPieces.Convert(SlackMarks.Without(markdown), Convert));

    private static string Convert(string text)
    {
        try
        {
            return new SlackWriter(text).Write(Markdown.Parse(text, MarkdownText.Pipeline));
        }
        catch (ArgumentException)
        {
            return SlackMarks.Escape(text); // nested too deeply to mean anything
        }
    }
}
