using ChatPlatform.Application.Prompts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Prompts;

internal static class PromptsServices
{
    public static IServiceCollection AddPrompts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IPromptsDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddSingleton<ActivePrompts>();
        services.AddSingleton<IActivePrompts>(provider => provider.GetRequiredService<ActivePrompts>());
        services.AddSingleton<IActivePromptCache>(provider => provider.GetRequiredService<ActivePrompts>());
        services.AddSingleton<PromptSeed>();
        return services;
    }
}
