using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Tasks;

internal sealed class TaskWaits(TaskSignals signals, IServiceScopeFactory scopes, TimeProvider clock) : ITaskWaits
{
    public async Task<bool> EndsWithinAsync(Guid task, TimeSpan patience, CancellationToken cancellationToken)
    {
        var heard = signals.EndOf(task);
        try
        {
            await heard.WaitAsync(patience, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            // it may have ended before we listened, or while the connection that tells us was away
            return await HasEndedAsync(new AiTaskId(task), cancellationToken);
        }
        finally
        {
            signals.Forget(task);
        }
    }

    private async Task<bool> HasEndedAsync(AiTaskId task, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ITasksDb>();
        return await db.AiTasks.AnyAsync(
            t => t.Id == task && (t.Status == AiTaskStatus.Completed || t.Status == AiTaskStatus.Failed), cancellationToken);
    }
}
