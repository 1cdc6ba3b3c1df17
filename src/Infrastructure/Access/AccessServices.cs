using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure.Access;

internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(AccessSettings.From(configuration, environment));
        services.AddScoped<IAccessDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddScoped<IAudit, Audit>();
        services.AddScoped<IIdempotencyKeys, IdempotencyKeys>();
        services.AddScoped<BootstrapAdmin>();
        services.AddSingleton<Callers>();
        services.AddSingleton<ICallers>(provider => provider.GetRequiredService<Callers>());
        services.AddHostedService<AccessUpkeep>();

        if (DatabaseSettings.From(configuration).Provider == DatabaseProvider.InMemory)
        {
            services.AddSingleton<RunningKeys>();
            services.AddScoped<IIdempotencyStore, InMemoryIdempotency>();
        }
        else
        {
            services.AddScoped<IIdempotencyStore, PostgreSqlIdempotency>();
            services.AddScoped<IPersonalData, AccessErasure>();
        }

        return services;
    }
}
