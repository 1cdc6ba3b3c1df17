using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.InMemory;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Conversations;

internal static class ConversationsServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IConversationsDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddSingleton(SessionSettings.From(configuration));
        services.AddConversationUseCases();
        services.AddIntents(configuration);
        if (DatabaseSettings.From(configuration).Provider == DatabaseProvider.InMemory)
        {
            services.AddSingleton<InMemoryTurnStore>();
            services.AddSingleton<ITurnStore>(provider => provider.GetRequiredService<InMemoryTurnStore>());
            services.AddScoped<ILogSearch, InMemoryLogSearch>();
            services.AddScoped<IMessageRemoval, InMemoryMessageRemoval>();
        }
        else
        {
            services.AddSingleton<TurnWriter>();
            services.AddHostedService(provider => provider.GetRequiredService<TurnWriter>());
            services.AddSingleton<ITurnStore, PostgreSqlTurnStore>();
            services.AddScoped<ILogSearch, PostgreSqlLogSearch>();
            services.AddScoped<IMessageRemoval, PostgreSqlMessageRemoval>();
            services.AddScoped<IPersonalData, ConversationErasure>();
        }

        // after the writer, so that it stops before it: what ends while the process stops is still written
        services.AddHostedService<TurnService>();
        return services;
    }
}
