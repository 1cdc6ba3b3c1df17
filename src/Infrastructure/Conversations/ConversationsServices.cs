using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Conversations;

internal static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration) => services;
}
