using ChatPlatform.Application.Robeings.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Robeings;

public static class RobeingUseCases
{
    /// <summary>What other modules, and the handlers of this one, use.</summary>
    public static IServiceCollection AddRobeingUseCases(this IServiceCollection services)
    {
        services.AddScoped<IRobeingGrowth, RobeingGrowth>();
        services.AddScoped<ActiveDays>();
        services.AddScoped<RobeingZones>();
        services.AddScoped<IRobeingCards, RobeingCards>();
        services.AddSingleton<IRobeings, KnownRobeings>();
        services.AddScoped<SettingChanges>();
        services.AddScoped<IRobeingSettings, TypedSettings>();
        return services;
    }
}
