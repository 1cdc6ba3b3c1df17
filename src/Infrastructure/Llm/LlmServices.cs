using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Llm;

internal static class LlmServices
{
    public static IServiceCollection AddLlm(this IServiceCollection services, IConfiguration configuration) => services;
}
