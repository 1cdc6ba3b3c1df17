using ChatPlatform.Api.Common;
using ChatPlatform.Application.Channels;
using Microsoft.AspNetCore.Authentication;

namespace ChatPlatform.Api.Channels;

/// <summary>Who may call the endpoints of the KakaoTalk channel.</summary>
internal static class KakaoAccess
{
    private const string KeyOrSecretScheme = "KeyOrKakao";

    public static WebApplicationBuilder AddKakaoAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTransient<KakaoAuthentication>();
        services.AddTransient<PolicySchemeHandler>();
        services.Configure<AuthenticationOptions>(options =>
        {
            options.AddScheme<KakaoAuthentication>(KakaoAuthentication.SchemeName, displayName: null);
            options.AddScheme<PolicySchemeHandler>(KeyOrSecretScheme, displayName: null);
        });
        services.AddOptions<PolicySchemeOptions>(KeyOrSecretScheme)
            .Configure<KakaoOptions>((options, kakao) => options.ForwardDefaultSelector = context => SchemeFor(context.Request, kakao));
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SkillSecret, policy => policy.AddAuthenticationSchemes(KakaoAuthentication.SchemeName).RequireAuthenticatedUser())
            .AddPolicy(Policies.KeyOrSkillSecret, policy => policy
                .AddAuthenticationSchemes(KeyOrSecretScheme).RequireAuthenticatedUser().RequireClaim(Policies.ScopeClaim, Policies.Chat));
        return builder;
    }

    /// <summary>For what Kakao itself calls: the skill secret and no key, and a rate limit that fits a platform.</summary>
    public static TBuilder RequireSkillSecret<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(Policies.SkillSecret).RequireRateLimiting(RateLimits.Channel);

    // one scheme decides, so that one of them answers whom it turns away
    private static string SchemeFor(HttpRequest request, KakaoOptions kakao) =>
        request.Headers.ContainsKey(KakaoAuthentication.Header) || (kakao.IsOpen && !ChannelIdentity.ShowsKey(request))
            ? KakaoAuthentication.SchemeName
            : ChannelIdentity.KeyScheme;
}
