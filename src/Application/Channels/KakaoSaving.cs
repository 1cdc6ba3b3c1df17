using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Channels;

/// <summary>
/// Commits what came in. Requests of one person that meet are taken in one after the other: the next round sees what the first one did.
/// </summary>
internal sealed class KakaoSaving(IServiceScopeFactory scopes, TimeProvider clock)
{
    public static readonly Error Unsaved = new(
        ErrorKind.Unavailable, "kakao.not_saved", "The message could not be saved in time; nothing was acknowledged. Send it again.");

    /// <summary>Saving may take this long; then Kakao, which waits 5 s, hears that it did not work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    /// <summary>Fails with <see cref="Unsaved"/> when it could not be saved in time.</summary>
    /// <param name="take">Changes what is in the scope it is given; once for each round.</param>
    public async Task<Result<T>> SaveAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> take)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            return await Conflicts.RepeatAsync(() => RoundAsync(take, patience.Token), TimeSpan.MaxValue, clock, patience.Token);
        }
        catch (Exception e) when (patience.IsCancellationRequested && e is OperationCanceledException or DbUpdateException)
        {
            return Unsaved;
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
