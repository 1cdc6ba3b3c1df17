using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Users;

public static class UserUseCases
{
    /// <summary>What other modules, and the handlers of this one, use.</summary>
    public static IServiceCollection AddUserUseCases(this IServiceCollection services)
    {
        services.AddScoped<IPeople, People>();
        services.AddScoped<IErasure, Erasure>();
        services.AddSingleton<RipeConversations>();
        services.AddSingleton<SummaryRequests>();
        services.AddSingleton<ITaskHandler, SummariseConversation>();
        return services;
    }
}
