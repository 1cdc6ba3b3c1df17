using ChatPlatform.Application.Common;
using Microsoft.AspNetCore.HttpOverrides;

namespace ChatPlatform.Api.Hosting;

/// <summary>Takes a caller's address and scheme from <c>X-Forwarded-For</c> and <c>-Proto</c>, from the proxies that are named and nobody else.</summary>
internal static class TrustedProxies
{
    public const string Setting = "TRUSTED_PROXIES";

    /// <summary>First of all: whatever comes later (cookie, rate limit, audit) sees the caller and not the proxy.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Configuration[Setting] is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        // no limit of hops: the way back from us ends at the first address that is not trusted
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear(); // ASP.NET Core trusts loopback unless told otherwise
        options.KnownIPNetworks.Clear();
        foreach (var network in Networks.Parse(text) ?? [])
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    public static bool IsValid(string text) => Networks.Parse(text) is not null;
}
