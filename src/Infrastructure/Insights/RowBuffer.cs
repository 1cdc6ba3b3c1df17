using System.Threading.Channels;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>Rows that wait for their writer. Adding never waits: what finds no room is dropped, and counted.</summary>
/// <param name="report">Hears how many were dropped, each time.</param>
internal sealed class RowBuffer<T>(Action<long> report)
    where T : class
{
    public const int Capacity = 10_000;

    private readonly Channel<T> _rows = Channel.CreateBounded<T>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private long _dropped;

    public ChannelReader<T> Rows => _rows.Reader;

    /// <summary>Making a row costs more than adding it; who finds this false may as well call <see cref="Drop"/>.</summary>
    public bool HasRoom => _rows.Reader.Count < Capacity;

    public void Add(T row)
    {
        if (!_rows.Writer.TryWrite(row))
        {
            Drop(1);
        }
    }

    public void Drop(long count)
    {
        Interlocked.Add(ref _dropped, count);
        report(count);
    }

    /// <summary>How many were dropped since the last call.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    /// <summary>No more rows: the writer comes to an end when those that wait are written.</summary>
    public void Complete() => _rows.Writer.TryComplete();
}
