using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Prompts;

internal static class PromptsServices
{
    public static IServiceCollection AddPrompts(this IServiceCollection services, IConfiguration configuration) => services;
}
