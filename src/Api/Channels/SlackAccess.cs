using ChatPlatform.Api.Common;
using Microsoft.AspNetCore.Authentication;

namespace ChatPlatform.Api.Channels;

/// <summary>Who may call the endpoints of the Slack channel.</summary>
internal static class SlackAccess
{
    public static WebApplicationBuilder AddSlackAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SlackRefusals>();
        builder.Services.AddTransient<SlackAuthentication>();
        builder.Services.Configure<AuthenticationOptions>(options => options.AddScheme<SlackAuthentication>(SlackAuthentication.SchemeName, displayName: null));
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SlackSignature, policy => policy.AddAuthenticationSchemes(SlackAuthentication.SchemeName).RequireAuthenticatedUser());
        return builder;
    }

    /// <summary>For what Slack itself calls: its signature and no key, and a rate limit that fits a platform.</summary>
    public static TBuilder RequireSlackSignature<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(Policies.SlackSignature).RequireRateLimiting(RateLimits.Channel);
}
