using System.Security.Claims;
using ChatPlatform.Api.Access;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Api.Common;

/// <summary>Lets a channel that authenticates in its own way act as a caller: with the scope <c>chat</c>, for a client of its own.</summary>
internal static class ChannelIdentity
{
    /// <summary>The scheme of API keys and console sign-ins.</summary>
    public const string KeyScheme = KeyAuthentication.SchemeName;

    public static ClaimsPrincipal PrincipalOf(ClientId client, string name) => CallerIdentity.PrincipalOf(
        new Caller(default, client, name, [Scope.Chat], ExpiresAt: null, RateLimitPerMinute: null, SessionHash: null));

    /// <summary>Whether a request shows a key or sign-in, valid or not.</summary>
    public static bool ShowsKey(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || request.Cookies.ContainsKey(KeyAuthentication.Cookie);
}
