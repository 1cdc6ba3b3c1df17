using ChatPlatform.Application.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Robeings;

internal static class RobeingsServices
{
    public static IServiceCollection AddRobeings(this IServiceCollection services)
    {
        services.AddScoped<IRobeingsDb>(provider => provider.GetRequiredService<AppDbContext>());
        return services;
    }
}
