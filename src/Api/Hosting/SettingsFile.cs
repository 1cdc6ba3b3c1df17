namespace ChatPlatform.Api.Hosting;

/// <summary>
/// Reads <c>.env</c>: <c>KEY=value</c> by line, <c>export</c> before it allowed, quotes around the value, <c>#</c> comments.
/// Lines that are nothing of this are passed over. Within double quotes <c>\n \t \" \\</c> mean what they mean in a shell.
/// </summary>
internal static class SettingsFile
{
    public const string Name = ".env";

    private const string Export = "export ";

    public static Dictionary<string, string?> Parse(string text)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith(Export, StringComparison.Ordinal))
            {
                line = line[Export.Length..].TrimStart();
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[0] != '#' && line[..equals].TrimEnd() is var key && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':'))
            {
                values[key.Replace("__", ":", StringComparison.Ordinal)] = Value(line[(equals + 1)..].TrimStart());
            }
        }

        return values;
    }

    private static string Value(string text)
    {
        if (text is ['"' or '\'', ..] && ClosingQuote(text) is var end and > 0)
        {
            return text[0] == '\'' ? text[1..end] : Unescape(text[1..end]);
        }

        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return (comment >= 0 ? text[..comment] : text.StartsWith('#') ? "" : text).TrimEnd();
    }

    private static int ClosingQuote(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[0] == '"')
            {
                i++;
            }
            else if (text[i] == text[0])
            {
                return i;
            }
        }

        return -1;
    }

    private static string Unescape(string text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i] != '\\' || i + 1 == text.Length ? text[i] : text[++i] switch
            {
                'n' => '\n',
                't' => '\t',
                var other => other,
            });
        }

        return result.ToString();
    }
}
