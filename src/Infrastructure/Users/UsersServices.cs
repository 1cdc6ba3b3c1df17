using ChatPlatform.Application.Users;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.InMemory;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Users;

internal static class UsersServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(UserSettings.From(configuration));
        services.AddScoped<IUsersDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddUserUseCases();
        if (DatabaseSettings.From(configuration).Provider == DatabaseProvider.InMemory)
        {
            services.AddScoped<IErasureTransaction, InMemoryErasure>();
            services.AddScoped<IPersonalData, InMemoryPersonalData>(); // of all modules
        }
        else
        {
            services.AddScoped<IErasureTransaction, PostgreSqlErasure>();
            services.AddScoped<IPersonalData, PersonErasure>();
        }

        services.AddSingleton<SummarySweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SummarySweep>());
        return services;
    }
}
