using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Channels;

/// <summary>
/// Commits what came in. Requests that meet are taken in one after the other: the next round sees what the first one did.
/// </summary>
internal sealed class ChannelSaving(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Kakao waits 5 s for the whole response.</summary>
    public static readonly TimeSpan KakaosPatience = TimeSpan.FromSeconds(3.5);

    /// <summary>Slack waits 3 s, and sends again.</summary>
    public static readonly TimeSpan SlacksPatience = TimeSpan.FromSeconds(2.5);

    /// <summary>Fails with <c>channel.not_saved</c> when it could not be saved in time.</summary>
    /// <param name="limit">Then the channel hears that it did not work.</param>
    /// <param name="take">Changes what is in the scope it is given; once for each round.</param>
    public async Task<Result<T>> SaveAsync<T>(TimeSpan limit, Func<IServiceProvider, CancellationToken, Task<T>> take)
    {
        using var patience = new CancellationTokenSource(limit, clock);
        try
        {
            return await Conflicts.RepeatAsync(() => RoundAsync(take, patience.Token), TimeSpan.MaxValue, clock, patience.Token);
        }
        catch (Exception e) when (patience.IsCancellationRequested && e is OperationCanceledException or DbUpdateException)
        {
            return ChannelErrors.NotSaved;
        }
    }

    private async Task<T> RoundAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> take, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var taken = await take(scope.ServiceProvider, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
        return taken;
    }
}
