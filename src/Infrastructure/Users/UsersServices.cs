using ChatPlatform.Application.Users;
using ChatPlatform.Infrastructure.Persistence;
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
        services.AddSingleton<SummarySweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SummarySweep>());
        return services;
    }
}
