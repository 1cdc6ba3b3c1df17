namespace ChatPlatform.Api.Access;

/// <summary>Who is calling: API keys, console cookie, policies, rate limit.</summary>
internal static class Authentication
{
    public static WebApplicationBuilder AddAuthenticationByKey(this WebApplicationBuilder builder) => builder;

    public static WebApplication UseAuthenticationByKey(this WebApplication app) => app;
}
