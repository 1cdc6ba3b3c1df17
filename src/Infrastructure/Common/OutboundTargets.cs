namespace ChatPlatform.Infrastructure.Common;

/// <summary>Which URLs that somebody else chose we call. Says nothing of addresses: those are checked when connecting.</summary>
/// <param name="Hosts">Allowed with all below them, by dot boundary.</param>
/// <param name="AllowsLoopback">Whether this machine, by http too and on any port, is allowed as well.</param>
internal sealed record OutboundTargets(IReadOnlyList<string> Hosts, bool AllowsLoopback)
{
    public const int UrlMaxLength = 2000;

    /// <summary>Null when the URL is allowed, else why not: a sentence that does not repeat the URL, which may be long and may be hostile.</summary>
    public string? Refuse(string url)
    {
        if (url.Length > UrlMaxLength)
        {
            return $"It is longer than {UrlMaxLength} characters.";
        }

        // what different readers of a URL could read differently is not sent at all
        if (url.Any(c => c is <= ' ' or > '~' or '\\') || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return "It is not a URL.";
        }

        if (AuthorityOf(url).Contains('@'))
        {
            return "It carries user information.";
        }

        if (AllowsLoopback && uri.IsLoopback && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
        {
            return null;
        }

        return uri switch
        {
            _ when uri.Scheme != Uri.UriSchemeHttps => "It is not https.",
            { Port: not 443 } => "Its port is not 443.",
            _ => Hosts.Any(host => IsWithin(uri.IdnHost, host)) ? null : "Its host is not allowed.",
        };
    }

    // as written: Uri forgets a user without a name
    private static ReadOnlySpan<char> AuthorityOf(string url)
    {
        var authority = url.AsSpan(url.IndexOf(':') + 1).TrimStart('/');
        var end = authority.IndexOfAny('/', '?', '#');
        return end < 0 ? authority : authority[..end];
    }

    private static bool IsWithin(string host, string allowed) =>
        host.EndsWith(allowed, StringComparison.OrdinalIgnoreCase)
        && (host.Length == allowed.Length || host[host.Length - allowed.Length - 1] == '.');
}
