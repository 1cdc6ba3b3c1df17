namespace ChatPlatform.Domain.Robeings;

/// <summary>The keys of settings that skills of somebody's own bring along.</summary>
public static class FreeSettingKey
{
    public const string Rule = "lower-case words with dots between them, such as weather.city: letters, digits, '_' and '-', at most 100 characters";

    private static readonly string[] Secrets =
        ["token", "password", "passwd", "passphrase", "secret", "secrets", "passwords", "apikey", "credential", "credentials"];

    private static readonly string[] KeyKinds = ["api", "private", "access"];

    public static bool IsValid(string key) =>
        key.Length <= RobeingSetting.KeyMaxLength && key.Split('.') is { Length: > 1 } parts && Array.TrueForAll(parts, IsPart);

    /// <summary>Whether the key sounds like something that must not be shown to everybody who may see settings.</summary>
    public static bool LooksSecret(string key)
    {
        var words = key.Split('.', '_', '-');
        for (var i = 0; i < words.Length; i++)
        {
            var isKey = i > 0 && words[i] is ("key" or "keys") && KeyKinds.Contains(words[i - 1]);
            if (isKey || Array.Exists(Secrets, secret => words[i].EndsWith(secret, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(string part) =>
        part.Length > 0 && char.IsAsciiLetterOrDigit(part[0]) && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
}
