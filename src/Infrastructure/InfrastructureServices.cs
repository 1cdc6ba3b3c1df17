using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Access;
using ChatPlatform.Infrastructure.Channels;
using ChatPlatform.Infrastructure.Conversations;
using ChatPlatform.Infrastructure.Insights;
using ChatPlatform.Infrastructure.Llm;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Prompts;
using ChatPlatform.Infrastructure.Robeings;
using ChatPlatform.Infrastructure.Tasks;
using ChatPlatform.Infrastructure.Telemetry;
using ChatPlatform.Infrastructure.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure;

public static class InfrastructureServices
{
    /// <summary>Everything that talks to the outside. Each module registers itself in <c>&lt;Module&gt;Services.cs</c>.</summary>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ThisNode>();
        services.AddPersistence(configuration); // first: its start precedes, and its stop follows, every other hosted service
        services.AddInsights(configuration); // before the other modules, so that it stops after them: what they say while they stop is still written
        services.AddTelemetry(configuration);
        services.AddLlm(configuration);
        services.AddAccess(configuration, environment);
        services.AddPrompts(configuration);
        services.AddConversations(configuration);
        services.AddTasks(configuration);
        services.AddChannels(configuration, environment);
        services.AddUsers(configuration);
        services.AddRobeings(configuration);
        return services;
    }
}
