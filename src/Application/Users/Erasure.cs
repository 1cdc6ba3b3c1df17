using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Users;

internal sealed partial class Erasure(
    IServiceScopeFactory scopes, ICurrentClient caller, IEventLog events, TimeProvider clock, ILogger<Erasure> log) : IErasure
{
    /// <summary>For another round after meeting the person's own running work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<Result<ErasureReceipt>> EraseAsync(PersonToErase person, CancellationToken cancellationToken) =>
        person.UserId == UserId.Guest
            ? UserErrors.Nobody
            : await Conflicts.RepeatAsync(() => RoundAsync(person, cancellationToken), Patience, clock, cancellationToken);

    private async Task<Result<ErasureReceipt>> RoundAsync(PersonToErase person, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        List<IPersonalData> parts = [.. services.GetServices<IPersonalData>().OrderBy(part => part.Rank)];
        var erased = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var committed = await services.GetRequiredService<IErasureTransaction>()
            .RunAsync(token => EraseAsync(services, parts, person, erased, token), cancellationToken);
        if (!committed)
        {
            return UserErrors.NotFound;
        }

        var receipt = new ErasureReceipt(person.UserId.Value, erased, clock.Now());
        await Task.WhenAll(parts.Select(part => TellAsync(part, person)));
        events.Record(new PlatformEvent("user.erased", "appuser", $"[삭제] 사용자 정보 삭제: {erased.Values.Sum()}건", Detail: erased));
        return receipt;
    }

    /// <summary>False when nothing is held.</summary>
    private async Task<bool> EraseAsync(
        IServiceProvider services, List<IPersonalData> parts, PersonToErase person, SortedDictionary<string, int> erased, CancellationToken cancellationToken)
    {
        var transaction = services.GetRequiredService<IErasureTransaction>();
        foreach (var stage in Enum.GetValues<ErasureStage>())
        {
            if (stage == ErasureStage.Mentions && erased.Values.Sum() == 0)
            {
                return false;
            }

            await transaction.PrepareAsync(person, stage, cancellationToken);
            foreach (var part in parts)
            {
                foreach (var (kind, count) in await part.EraseAsync(person, stage, cancellationToken))
                {
                    erased[kind] = erased.GetValueOrDefault(kind) + count;
                }
            }
        }

        if (caller.Id != default)
        {
            services.GetRequiredService<IAudit>().Record("user.erased", person.Pseudonym, erased);
        }

        await services.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>It is committed: whoever asked hears that, whatever comes of this.</summary>
    private async Task TellAsync(IPersonalData part, PersonToErase person)
    {
        try
        {
            await part.ErasedAsync(person, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotTold(log, e, part.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "A person was erased; {Part} failed afterwards")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string part);
}
