using ChatPlatform.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Commits what <see cref="KakaoIntake"/> takes in.</summary>
internal sealed partial class KakaoSaving(IServiceScopeFactory scopes, ILogger<KakaoSaving> log)
{
    /// <summary>Two first messages of one person meet in a unique index; the second round finds what the first one made.</summary>
    private const int Rounds = 3;

    public async Task<Taken> SaveAsync(ReceiveUtterance command, string? callbackUrl, TimeSpan quick, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                var taken = await scope.ServiceProvider.GetRequiredService<KakaoIntake>().TakeAsync(command, callbackUrl, quick, cancellationToken);
                await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
                return taken;
            }
            catch (DbUpdateException e) when (round < Rounds && e.IsTaken())
            {
                LogMet(log, round);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "Two utterances met; round {Round} begins anew")]
    private static partial void LogMet(ILogger logger, int round);
}
