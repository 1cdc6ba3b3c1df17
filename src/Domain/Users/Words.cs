namespace ChatPlatform.Domain.Users;

/// <summary>Word lists as they are best read and extended: words between blanks.</summary>
internal static class Words
{
    public static HashSet<string> Of(string text) =>
        [.. text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
