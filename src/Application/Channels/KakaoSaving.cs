using ChatPlatform.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Commits what <see cref="KakaoIntake"/> takes in.</summary>
internal sealed partial class KakaoSaving(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KakaoSaving> log)
{
    /// <summary>Utterances of one person that meet are taken in one after the other: the next round sees what the first one did.</summary>
    private const int Rounds = 5;

    /// <summary>Saving may take this long; then Kakao, which waits 5 s, hears that it did not work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    /// <summary>Null when it could not be saved in time.</summary>
    public async Task<Taken?> SaveAsync(ReceiveUtterance command, string? callbackUrl, DateTimeOffset cameAt)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            return await CommitAsync(command, callbackUrl, cameAt, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<Taken> CommitAsync(ReceiveUtterance command, string? callbackUrl, DateTimeOffset cameAt, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                var taken = await scope.ServiceProvider.GetRequiredService<KakaoIntake>().TakeAsync(command, callbackUrl, cameAt, cancellationToken);
                await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
                return taken;
            }
            catch (DbUpdateException e) when (round < Rounds && (e is DbUpdateConcurrencyException || e.IsTaken()))
            {
                LogMet(log, round);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "Two utterances met; round {Round} begins anew")]
    private static partial void LogMet(ILogger logger, int round);
}
