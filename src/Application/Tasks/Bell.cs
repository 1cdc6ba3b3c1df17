using System.Threading.Channels;

namespace ChatPlatform.Application.Tasks;

/// <summary>Wakes one waiter. Rung once or often, it wakes once; rung while nobody waits, it wakes the next one at once.</summary>
internal sealed class Bell
{
    private readonly Channel<byte> _rung = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(0);

    /// <summary>False when the time ran out first.</summary>
    public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _rung.Reader.ReadAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
