using ChatPlatform.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence;

internal static class PersistenceServices
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        var database = DatabaseSettings.From(configuration);
        services.AddSingleton(database);
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<AppDbContext>());

        if (database.Provider == DatabaseProvider.InMemory)
        {
            services.AddDbContext<AppDbContext>(options => options
                .UseInMemoryDatabase(database.ConnectionString)
                .ConfigureWarnings(w => w.Ignore(InMemoryEventId.TransactionIgnoredWarning)));
            return services;
        }

        services.AddSingleton(provider => new NpgsqlDataSourceBuilder(database.ConnectionString).Build());
        services.AddDbContext<AppDbContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        return services;
    }
}
