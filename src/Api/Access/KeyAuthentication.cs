using System.Text.Encodings.Web;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Api.Access;

/// <summary>Knows the caller by <c>Authorization: Bearer</c>, or by the console's cookie when that header is absent.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICallers callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    public const string Cookie = "cp_session";

    private const string Prefix = SchemeName + " ";

    private static readonly AuthenticateResult Bad = AuthenticateResult.Fail("Unknown, revoked or expired.");

    private static readonly Error NoCredential = new(
        ErrorKind.Unauthenticated, "access.unauthenticated", "This call needs an API key. Send it in the header Authorization, as Bearer and the key.");

    private static readonly Error BadCredential = new(
        ErrorKind.Unauthenticated,
        "access.bad_key",
        "The API key or sign-in is unknown, revoked or expired. Check it, sign in again, or ask an administrator for a new key.");

    private static readonly Error MissingScope = new(
        ErrorKind.Forbidden,
        "access.missing_scope",
        "This key may not do that: it lacks the scope. GET /console/me shows its scopes; an administrator can create a key with more.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count > 0)
        {
            var text = header.ToString();
            return text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                ? await FindAsync(CredentialKind.Key, text[Prefix.Length..].Trim())
                : Bad;
        }

        return Request.Cookies[Cookie] is { Length: > 0 } token ? await FindAsync(CredentialKind.Session, token) : AuthenticateResult.NoResult();
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failed = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        Response.Headers.WWWAuthenticate = failed ? $"{SchemeName} error=\"invalid_token\"" : SchemeName;
        await (failed ? BadCredential : NoCredential).ToProblem().ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => MissingScope.ToProblem().ExecuteAsync(Context);

    private async Task<AuthenticateResult> FindAsync(CredentialKind kind, string text) =>
        text.Length > 0 && await callers.FindAsync(kind, new Secret(text), Context.RequestAborted) is { } caller
            ? AuthenticateResult.Success(new AuthenticationTicket(CallerIdentity.PrincipalOf(caller), SchemeName))
            : Bad;
}
