using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.InMemory;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Tasks;

internal static class TaskServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services, IConfiguration configuration)
    {
        var options = TaskSettings.From(configuration);
        services.AddScoped<ITasksDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddTaskUseCases();
        if (DatabaseSettings.From(configuration).Provider == DatabaseProvider.InMemory)
        {
            // nobody rings for what is added there
            services.AddSingleton(options with { PollEvery = TimeSpan.FromMilliseconds(50) });
            services.AddSingleton<ITaskStore, InMemoryTaskStore>();
            services.AddSingleton<IDeliveryStore, InMemoryDeliveryStore>();
        }
        else
        {
            services.AddSingleton(options);
            services.AddSingleton<ITaskStore, PostgreSqlTaskStore>();
            services.AddSingleton<IDeliveryStore, PostgreSqlDeliveryStore>();
            services.AddScoped<IPersonalData, TaskErasure>();
            services.AddSingleton<IBellListener, TaskNews>();
        }

        services.AddHostedService<TaskService>();
        services.AddHostedService<TaskUpkeep>();
        return services;
    }
}
