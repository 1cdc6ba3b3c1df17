namespace ChatPlatform.Infrastructure.Common;

/// <summary>Knows secrets that nobody chose: those of examples, and those typed to get by.</summary>
internal static class Placeholders
{
    private const int MinDistinctCharacters = 8;

    private static readonly string[] Words =
        ["changeme", "changethis", "replaceme", "replacethis", "yourkey", "youradminkey", "yoursecret", "placeholder", "password", "example"];

    public static bool Include(string secret)
    {
        var letters = string.Concat(secret.Where(char.IsAsciiLetter)).ToLowerInvariant();
        return secret.Distinct().Count() < MinDistinctCharacters || Array.Exists(Words, w => letters.Contains(w, StringComparison.Ordinal));
    }
}
