using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Channels;

public static class ChannelUseCases
{
    /// <summary>What the handlers of this module share.</summary>
    public static IServiceCollection AddChannelUseCases(this IServiceCollection services)
    {
        services.AddScoped<IWarmUp, ChannelWarmUp>();
        services.AddScoped<KakaoIntake>();
        services.AddSingleton<ChannelSaving>();
        services.AddSingleton<KakaoInTime>();
        services.AddSingleton<NameRepeats>();
        services.AddScoped<KakaoComposer>();
        services.AddScoped<KakaoResponder>();
        services.AddDeliveryChannel<KakaoDelivery>();
        services.AddScoped<SlackIntake>();
        services.AddSingleton<SlackInTime>();
        services.AddScoped<SlackCommands>();
        services.AddScoped<SlackPersonCommands>();
        services.AddScoped<SlackRobeingCommands>();
        services.AddDeliveryChannel<SlackDelivery>();
        return services;
    }
}
