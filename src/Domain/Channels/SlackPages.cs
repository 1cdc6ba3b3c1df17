namespace ChatPlatform.Domain.Channels;

/// <summary>
/// Splits Slack's mrkdwn into posts: at the end of a paragraph, else of a line, of a sentence, at a space, else between characters as
/// people see them; never inside a link or an escaped sign. A block of code that spans posts is closed in one and opened again in the next.
/// The same text always gives the same posts, so that a post which was sent is found again by its number. Lost are only blanks at the
/// cuts, and in code the new line there.
/// </summary>
public static class SlackPages
{
    /// <summary>Of one post, in UTF-16 units. Slack takes 4,000 characters; how it counts is its own affair.</summary>
    public const int MaxLength = 3_900;

    /// <summary>More posts than that nobody reads.</summary>
    public const int MaxPages = 10;

    /// <summary>What ends the last post when there was more.</summary>
    public const string CutNote = "\n\n_…답변이 너무 길어 여기까지만 보여 드려요. 나머지는 줄였어요._";

    private const string Opened = SlackMarkup.Fence + "\n";
    private const string Closed = "\n" + SlackMarkup.Fence;

    private const int Room = MaxLength - 8; // two fences with their line ends

    /// <param name="mrkdwn">Escaped as Slack wants it; of any length.</param>
    /// <returns>None blank, each of at most <see cref="MaxLength"/>; none for a blank text.</returns>
    public static IReadOnlyList<string> Split(string mrkdwn)
    {
        var text = new SlackMarkup(mrkdwn);
        var pages = new List<string>();
        for (var start = text.SkipBlanks(0); start < mrkdwn.Length;)
        {
            var end = text.EndOfPage(start, Room);
            if (pages.Count == MaxPages - 1 && text.SkipBlanks(end) < mrkdwn.Length)
            {
                end = text.EndOfPage(start, Room - CutNote.Length);
                pages.Add(Page(mrkdwn, text, start, end) + CutNote);
                break;
            }

            pages.Add(Page(mrkdwn, text, start, end));
            start = text.SkipBlanks(end);
        }

        return pages;
    }

    private static string Page(string mrkdwn, SlackMarkup text, int start, int end) =>
        (text.IsInCode(start) ? Opened : "") + mrkdwn[start..text.TrimBlanks(start, end)] + (text.IsInCode(end) ? Closed : "");
}
