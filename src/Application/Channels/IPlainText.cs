namespace ChatPlatform.Application.Channels;

/// <summary>For channels that show no Markdown.</summary>
public interface IPlainText
{
    /// <summary>
    /// The text without its marks: links become <c>text (url)</c>, tables lines with <c> | </c> between cells, list items begin with
    /// <c>•</c> or their number, HTML tags go. Trimmed. Never fails, and takes time in proportion to the length.
    /// </summary>
    string FromMarkdown(string markdown);
}
