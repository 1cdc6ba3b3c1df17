using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Tasks;

/// <summary>Sends what is due through one channel, several at once, so that a target that hangs holds up only itself.</summary>
internal sealed partial class DeliveryWorker(
    IDeliveryChannel channel, IDeliveryStore store, TaskSignals signals, TaskOptions options, TimeProvider clock, ILogger<DeliveryWorker> log)
{
    private const int Parallelism = 32;

    /// <summary>A response of the channel has room for three answers.</summary>
    private const int MostItems = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>When something is due that another node holds up.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>When something is due that another one of its lane may hold up.</summary>
    private readonly TimeSpan _restlessPause = TimeSpan.FromTicks(Math.Max(ShortestPause.Ticks, channel.Rules.LanePause.Ticks / 4));

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly HashSet<Task> _sending = [];
    private DateTimeOffset _expired;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = LongestPause;
            try
            {
                pause = await SendDueAsync(stopping);
                await ExpireAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogOutage(log, e); // whatever it is: what is being sent is waited for
            }

            try
            {
                await signals.Deliverable.WaitAsync(pause < LongestPause ? pause : LongestPause, clock, stopping);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        // what has left us is waited for: its fate must be written
        await Task.WhenAll(_sending);
    }

    /// <summary>How long until there is more to send.</summary>
    private async Task<TimeSpan> SendDueAsync(CancellationToken stopping)
    {
        _sending.RemoveWhere(t => t.IsCompleted);
        if (_sending.Count >= Parallelism)
        {
            await Task.WhenAny(_sending).WaitAsync(stopping);
            return TimeSpan.Zero;
        }

        var token = Guid.CreateVersion7(clock.Now());
        var taken = await store.TakeDueAsync(channel.Channel, channel.Rules, token, Parallelism - _sending.Count, stopping);
        foreach (var due in taken.Due)
        {
            _sending.Add(SendAsync(due, token));
        }

        return taken.Due.Count > 0 ? TimeSpan.Zero
            : taken.NextDue is { } next && next < _restlessPause ? _restlessPause
            : taken.NextDue ?? LongestPause;
    }

    private async Task SendAsync(DueDelivery due, Guid token)
    {
        try
        {
            var held = due.Item is null || !channel.Rules.CarriesHeld ? [] : await TakeHeldAsync(due, token);
            IReadOnlyList<(DeliveryId Id, ParcelItem Item)> items = due.Item is null ? [] : [.. held.Select(h => (h.Id, h.Item)), (due.Id, due.Item)];
            var result = await channel.SendAsync(
                new Parcel(due.Id.Value, due.Target, due.Kind, [.. items.Select(i => i.Item)], due.MayHaveArrived), CancellationToken.None);
            Telemetry.DeliveryEnded(channel.Channel, result.GetType().Name);
            await SettleAsync(due, items, token, result);
        }
        catch (Exception e)
        {
            // its row says uncertain, which is the truth
            LogFailed(log, e, due.Id.Value);
        }
    }

    /// <summary>What is held goes along when it can be had; the answer itself does not wait for it.</summary>
    private async Task<IReadOnlyList<HeldDelivery>> TakeHeldAsync(DueDelivery due, Guid token)
    {
        try
        {
            return await store.TakeHeldAsync(due.Recipient, null, token, "next_utterance", MostItems - 1, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogOutage(log, e);
            return [];
        }
    }

    private async Task SettleAsync(DueDelivery due, IReadOnlyList<(DeliveryId Id, ParcelItem Item)> items, Guid token, SendResult result)
    {
        var shown = (result as SendResult.Delivered)?.Shown ?? [];
        var settlements = items.Count == 0
            ? [Settle(due.Id, null, result)]
            : items.Select(item => Settle(item.Id, shown.FirstOrDefault(s => s.Subject == item.Item.Subject), result)).ToList();
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause *= 2)
        {
            try
            {
                await store.SettleAsync(settlements, CancellationToken.None);
                return;
            }
            catch (Exception e) when (pause < TimeSpan.FromSeconds(30))
            {
                LogOutage(log, e);
                await Task.Delay(pause, clock, CancellationToken.None);
            }
        }

        Settlement Settle(DeliveryId id, ShownItem? item, SendResult outcome) => outcome switch
        {
            SendResult.Delivered when item is not null || due.Item is null =>
                new(id, token, DeliveryState.Delivered, outcome.Receipt, Shown: item?.Upto, HasRest: item?.HasRest ?? false),
            SendResult.NotSent unsent when due.CanRetry && id == due.Id => new(id, token, DeliveryState.Held, outcome.Receipt, unsent.After ?? RetryAfter),
            SendResult.Partly partly => new(
                id, token, DeliveryState.Held, outcome.Receipt, partly.After, partly.Shown.Upto, partly.Shown.HasRest),
            SendResult.Ambiguous unknown => new(id, token, DeliveryState.Uncertain, outcome.Receipt)
            {
                WillLook = channel.Rules.LooksAfter is not null && due.CanRetry && !unknown.IsFinal,
                LookAfter = unknown.After,
            },
            _ => new(id, token, DeliveryState.Held, outcome.Receipt), // refused, out of time, or there was no room for it
        };
    }

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        if (clock.Now() - _expired > TimeSpan.FromMinutes(1))
        {
            await store.ExpireAsync(TimeSpan.FromHours(options.HeldAnswerHours), cancellationToken);
            _expired = clock.Now();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Deliveries cannot be reached in the database; trying again")]
    private static partial void LogOutage(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} broke off; it stays uncertain")]
    private static partial void LogFailed(ILogger logger, Exception exception, Guid deliveryId);
}
