namespace ChatPlatform.Application.Channels;

/// <summary>For Slack, which has marks of its own (mrkdwn).</summary>
public interface ISlackText
{
    /// <summary>
    /// The text with Slack's marks: <c>*bold*</c>, <c>_italic_</c>, <c>~struck~</c>, code, <c>&lt;url|text&gt;</c> for links that lead to http,
    /// https or mailto; headings become bold lines, tables are aligned as code. All else is escaped: no text can call people or channels.
    /// Three backticks stand nowhere but at the ends of code blocks. Trimmed, of any length. Never fails, and takes time in proportion
    /// to the length.
    /// </summary>
    string FromMarkdown(string markdown);
}
