using ChatPlatform.Infrastructure.Access;
using ChatPlatform.Infrastructure.Channels;
using ChatPlatform.Infrastructure.Conversations;
using ChatPlatform.Infrastructure.Llm;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Prompts;
using ChatPlatform.Infrastructure.Telemetry;
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
        services.AddPersistence(configuration); // first: its start precedes, and its stop follows, every other hosted service
        services.AddTelemetry(configuration);
        services.AddLlm(configuration);
        services.AddAccess(configuration, environment);
        services.AddPrompts(configuration);
        services.AddConversations(configuration);
        services.AddChannels(configuration, environment);
        return services;
    }
}
