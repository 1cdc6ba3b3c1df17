using System.Security.Claims;
using System.Text.Encodings.Web;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Channels;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Api.Channels;

/// <summary>
/// Knows Kakao by the secret that its bot sends. Who shows it is <see cref="ChannelClients.Kakao"/>; in Development, while no secret is
/// set, everybody is. No default scheme: it counts only where <see cref="KakaoAccess"/> asks for it.
/// </summary>
internal sealed class KakaoAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KakaoOptions kakao)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Kakao";
    public const string Header = "X-Skill-Secret";

    private static readonly ClaimsPrincipal Kakao = ChannelIdentity.PrincipalOf(ChannelClients.Kakao, "kakao");

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        kakao.IsOpen || kakao.Secret?.Matches(Request.Headers[Header]) == true
            ? AuthenticateResult.Success(new AuthenticationTicket(Kakao, SchemeName))
            : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        (kakao.Secret is null ? ChannelErrors.KakaoClosed : ChannelErrors.KakaoBadSecret).ToProblem().ExecuteAsync(Context);
}
