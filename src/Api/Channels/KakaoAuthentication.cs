using System.Security.Claims;
using System.Text.Encodings.Web;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Api.Channels;

/// <summary>
/// Knows Kakao by the secret that its bot sends. Who shows it is <see cref="ChannelClients.Kakao"/>; in Development, while no secret is
/// set, everybody is. Only from the addresses that the options name, if they name any. No default scheme: it counts only where <see cref="KakaoAccess"/> asks for it.
/// </summary>
internal sealed class KakaoAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KakaoOptions kakao)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Kakao";
    public const string Header = "X-Skill-Secret";

    private static readonly ClaimsPrincipal Kakao = ChannelIdentity.PrincipalOf(ChannelClients.Kakao, "kakao");

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        ComesFromAllowed && (kakao.IsOpen || kakao.Secret?.Matches(Request.Headers[Header]) == true)
            ? AuthenticateResult.Success(new AuthenticationTicket(Kakao, SchemeName))
            : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusal().ToProblem().ExecuteAsync(Context);

    private bool ComesFromAllowed => kakao.Addresses.Count == 0 || kakao.Addresses.Include(Context.Connection.RemoteIpAddress);

    private Error Refusal() => !ComesFromAllowed ? ChannelErrors.KakaoBadAddress
        : kakao.Secret is null ? ChannelErrors.KakaoClosed
        : ChannelErrors.KakaoBadSecret;
}
