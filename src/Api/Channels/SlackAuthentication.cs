using System.Security.Claims;
using System.Text.Encodings.Web;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Api.Channels;

/// <summary>What Slack sent, as it sent it.</summary>
/// <param name="Workspaces">Those whose secret signed it.</param>
/// <param name="Body">The raw body.</param>
internal sealed record SignedBySlack(IReadOnlyList<SlackWorkspace> Workspaces, byte[] Body);

/// <summary>
/// Knows Slack by the signature over the raw bytes of a request, which it keeps as <see cref="SignedBySlack"/>. Who signs is
/// <see cref="ChannelClients.Slack"/>. Without a secret nobody is, in Development either: Slack signs everything.
/// </summary>
internal sealed class SlackAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SlackOptions slack, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Slack";

    private static readonly ClaimsPrincipal Slack = ChannelIdentity.PrincipalOf(ChannelClients.Slack, "slack");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var signature = Request.Headers["X-Slack-Signature"];
        if (slack.Workspaces.Count == 0 || signature.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        // the server limits its length
        using var buffer = new MemoryStream();
        await Request.Body.CopyToAsync(buffer, Context.RequestAborted);
        var body = buffer.ToArray();
        Request.Body = new MemoryStream(body);
        var signer = SlackSignature.SignedBy(
            [.. slack.Workspaces.Select(w => w.SigningSecret).Distinct()],
            Request.Headers["X-Slack-Request-Timestamp"],
            signature,
            body,
            clock.Now());
        if (signer is null)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(new SignedBySlack([.. slack.Workspaces.Where(w => w.SigningSecret == signer)], body));
        return AuthenticateResult.Success(new AuthenticationTicket(Slack, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        (slack.Workspaces.Count == 0 ? ChannelErrors.SlackClosed : ChannelErrors.SlackBadSignature).ToProblem().ExecuteAsync(Context);
}
