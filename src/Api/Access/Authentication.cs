using ChatPlatform.Api.Common;
using ChatPlatform.Api.Hosting;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Common;

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
        AddScheme(services);
        services.AddScopePolicies();
        services.AddRateLimits();
        services.AddSingleton(Console.Out);
        services.AddHostedService<FirstStart>(); // after persistence's hosted service: the tables are there
        return builder;
    }

    // the core only: AddAuthentication would bring data protection, which keeps a key ring on disk that nothing here uses
    private static void AddScheme(IServiceCollection services)
    {
        services.AddWebEncoders();
        services.AddTransient<KeyAuthentication>();
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = KeyAuthentication.SchemeName;
            options.AddScheme<KeyAuthentication>(KeyAuthentication.SchemeName, displayName: null);
        });
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
