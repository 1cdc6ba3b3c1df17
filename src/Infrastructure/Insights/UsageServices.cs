using ChatPlatform.Application.Insights;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.InMemory;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Insights;

internal static class UsageServices
{
    /// <summary>The figures of use and their roll-up.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services, IConfiguration configuration)
    {
        if (DatabaseSettings.From(configuration).Provider == DatabaseProvider.InMemory)
        {
            services.AddSingleton<InMemoryCounted>();
            services.AddScoped<IUsageCounter, InMemoryUsageCounter>();
            services.AddScoped<IUsageFigures, InMemoryUsageFigures>();
        }
        else
        {
            services.AddScoped<IUsageCounter, PostgreSqlUsageCounter>();
            services.AddScoped<IUsageFigures, PostgreSqlUsageFigures>();
        }

        services.AddSingleton<RollUps>();
        services.AddSingleton<RollUpService>();
        services.AddHostedService(provider => provider.GetRequiredService<RollUpService>());
        return services;
    }
}
