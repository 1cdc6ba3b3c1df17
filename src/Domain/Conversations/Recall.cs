namespace ChatPlatform.Domain.Conversations;

/// <summary>How much of what is remembered of a person comes to mind.</summary>
public static class Recall
{
    /// <summary>The first sentences or lines of a text, at most <paramref name="most"/>.</summary>
    public static string First(string text, int most)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isEnd = text[i] is '\n' or '\u3002' || (text[i] is '.' or '!' or '?' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])));
            var isEmpty = text[i] == '\n' && (i == 0 || text[i - 1] is '\n' or '.' or '!' or '?');
            if (most <= 0)
            {
                return "";
            }

            if (isEnd && !isEmpty && --most == 0)
            {
                return text[..(i + 1)].TrimEnd();
            }
        }

        return text;
    }
}
