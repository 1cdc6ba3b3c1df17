using System.Collections.Concurrent;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Tasks;

/// <summary>A kind of task in the test's hands.</summary>
public sealed class ScriptedTask : ITaskHandler
{
    public const string Name = "scripted";

    private readonly ConcurrentDictionary<Guid, Func<TaskAttempt, CancellationToken, Task<TaskResult>>> _scripts = new();

    public string Kind => Name;

    /// <summary>Every attempt, oldest first.</summary>
    public ConcurrentQueue<TaskAttempt> Attempts { get; } = new();

    public ConcurrentQueue<(Guid Subject, string Code)> GivenUp { get; } = new();

    public void On(Guid subject, Func<TaskAttempt, CancellationToken, Task<TaskResult>> script) => _scripts[subject] = script;

    public Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping)
    {
        Attempts.Enqueue(attempt);
        return _scripts.TryGetValue(attempt.Subject, out var script) ? script(attempt, stopping) : Task.FromResult<TaskResult>(new TaskResult.Completed(3));
    }

    public Task<TaskResult> GiveUpAsync(TaskAttempt attempt, Error error, CancellationToken stopping)
    {
        GivenUp.Enqueue((attempt.Subject, error.Code));
        return Task.FromResult<TaskResult>(new TaskResult.Failed(error, InVain: true));
    }
}

internal static class TaskApps
{
    public static ScriptedTask Scripted(this TestApp app) => app.Services.GetServices<ITaskHandler>().OfType<ScriptedTask>().Single();

    public static Guid NewSubject() => Guid.CreateVersion7(TimeProvider.System.Now());

    public static async Task<Guid> AddTaskAsync(
        this TestApp app, Guid subject, Guid? lane = null, TimeSpan? deadline = null, int priority = 0)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var id = scope.ServiceProvider.GetRequiredService<ITaskQueue>().Add(new NewTask(
            ScriptedTask.Name, subject, default, lane ?? subject, TimeProvider.System.Now() + (deadline ?? TimeSpan.FromMinutes(5)), priority));
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        return id;
    }
}

public sealed class InMemoryTaskApp : InMemoryApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ITaskHandler, ScriptedTask>());
    }
}

public sealed class PostgreSqlTaskApp : PostgreSqlApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ITaskHandler, ScriptedTask>());
    }
}
