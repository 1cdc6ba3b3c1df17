using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Tasks.Contracts;

public static class DeliveryChannels
{
    /// <summary>Adds a channel, and its sender to this node's workers.</summary>
    public static IServiceCollection AddDeliveryChannel<TChannel>(this IServiceCollection services)
        where TChannel : class, IDeliveryChannel
    {
        services.AddSingleton<TChannel>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DeliveryWorker>(provider, provider.GetRequiredService<TChannel>()));
        return services;
    }
}
