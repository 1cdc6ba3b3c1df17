using ChatPlatform.Application.Tasks.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Tasks;

public static class TaskUseCases
{
    /// <summary>What the handlers of this module share.</summary>
    public static IServiceCollection AddTaskUseCases(this IServiceCollection services)
    {
        services.AddSingleton<TaskSignals>();
        services.AddSingleton<TaskPace>();
        services.AddSingleton<ITaskPace>(provider => provider.GetRequiredService<TaskPace>());
        services.AddSingleton<ITaskWaits, TaskWaits>();
        services.AddSingleton<TaskAttempts>();
        services.AddSingleton<TaskWorker>();
        services.AddScoped<ITaskQueue, TaskQueue>();
        services.AddScoped<IShownAnswers, ShownAnswers>();
        return services;
    }
}
