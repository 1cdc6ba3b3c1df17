using ChatPlatform.Api.Common;
using ChatPlatform.Api.Hosting;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Common;
using Microsoft.AspNetCore.Authentication;

namespace ChatPlatform.Api.Access;

/// <summary>Who is calling: API keys, console cookie, policies, rate limit.</summary>
internal static class Authentication
{
    public static WebApplicationBuilder AddAuthenticationByKey(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentClient>();
        services.AddScoped<ICurrentClient>(provider => provider.GetRequiredService<CurrentClient>());
        services.AddScoped<ICallContext>(provider => provider.GetRequiredService<CurrentClient>());
        services.AddAuthentication(KeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, _ => { });
        services.AddScopePolicies();
        services.AddRateLimits();
        services.AddSingleton(Console.Out);
        services.AddHostedService<FirstStart>(); // after persistence's hosted service: the tables are there
        return builder;
    }

    public static WebApplication UseAuthenticationByKey(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(SameOrigin.CheckAsync);
        app.UseAuthorization();
        app.Use(IdempotencyRequest.BufferAsync);
        return app;
    }
}
