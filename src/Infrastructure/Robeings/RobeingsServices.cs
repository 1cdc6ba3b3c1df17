using ChatPlatform.Application.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.InMemory;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Robeings;

internal static class RobeingsServices
{
    public static IServiceCollection AddRobeings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IRobeingsDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddSingleton<IRobeingZones, SeoulZone>();
        services.AddRobeingUseCases();
        if (DatabaseSettings.From(configuration).Provider == DatabaseProvider.InMemory)
        {
            services.AddSingleton<RobeingGate>();
            services.AddScoped<IRobeingRows, InMemoryRobeingRows>();
        }
        else
        {
            services.AddScoped<IRobeingRows, PostgreSqlRobeingRows>();
        }

        return services;
    }
}
