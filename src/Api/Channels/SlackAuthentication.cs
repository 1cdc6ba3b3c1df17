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
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SlackOptions slack, SlackRefusals refusals, TimeProvider clock)
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
        var secrets = slack.Workspaces.Select(w => w.SigningSecret).Distinct().ToList();
        var (timestamp, now) = (Request.Headers["X-Slack-Request-Timestamp"], clock.Now());
        var signer = SlackSignature.SignedBy(secrets, timestamp, signature, body, now);
        if (signer is null)
        {
            Explain(secrets, timestamp, signature, body, now);
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(new SignedBySlack([.. slack.Workspaces.Where(w => w.SigningSecret == signer)], body));
        return AuthenticateResult.Success(new AuthenticationTicket(Slack, SchemeName));
    }

    /// <summary>Whether the signature was right when it was made tells a wrong clock from a wrong secret. What carries no time is not Slack's.</summary>
    private void Explain(List<SlackSigningSecret> secrets, string? timestamp, string? signature, byte[] body, DateTimeOffset now)
    {
        if (SlackSignature.AgeOf(timestamp, now) is { } age)
        {
            refusals.Add(SlackSignature.SignedBy(secrets, timestamp, signature, body, now - age) is null ? null : age);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        (slack.Workspaces.Count == 0 ? ChannelErrors.SlackClosed : ChannelErrors.SlackBadSignature).ToProblem().ExecuteAsync(Context);
}
