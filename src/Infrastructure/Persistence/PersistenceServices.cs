using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Persistence;

internal static class PersistenceServices
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        var database = DatabaseSettings.From(configuration);
        services.AddSingleton(database);
        services.AddScoped<UnitOfWork>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<UnitOfWork>());
        services.AddSingleton<IReadiness, DatabaseReadiness>();
        services.AddHostedService<DatabaseStart>();

        if (database.Provider == DatabaseProvider.InMemory)
        {
            services.AddSingleton<IDatabaseServer>(new InMemoryServer());
            services.AddDbContext<AppDbContext>((provider, options) => options
                .UseInMemoryDatabase(database.ConnectionString)
                .AddInterceptors(provider.GetServices<IInterceptor>())
                .ConfigureWarnings(w => w.Ignore(InMemoryEventId.TransactionIgnoredWarning)));
            return services;
        }

        services.AddSingleton<IDatabaseServer, PostgreSqlServer>();
        services.AddDbContextPool<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<IDatabaseServer>().DataSource)
            .AddInterceptors(provider.GetServices<IInterceptor>()));
        services.AddHostedService<WarmUp>();
        services.AddHostedService<PostgreSqlBell>();
        return services;
    }
}
