using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Common;

internal static class Conflicts
{
    private const int ShortestPauseMs = 10;
    private const int LongestPauseMs = 120;

    /// <summary>A unique index refused a row: class 23 of SQLSTATE, integrity constraints.</summary>
    public static bool IsTaken(this DbUpdateException exception) => exception.InnerException is DbException { SqlState: ['2', '3', ..] };

    /// <summary>
    /// Works in rounds until none meets another's commit, each of which must read anew. The pauses differ, so that those who met do not
    /// meet again. Once <paramref name="patience"/> is over the last round's exception is the caller's.
    /// </summary>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> round, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        for (var longest = 2 * ShortestPauseMs; ; longest = Math.Min(2 * longest, LongestPauseMs))
        {
            try
            {
                return await round();
            }
            catch (DbUpdateException e) when ((e is DbUpdateConcurrencyException || e.IsTaken()) && clock.GetElapsedTime(began) < patience)
            {
                // what was read is out of date
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(ShortestPauseMs, longest)), clock, cancellationToken);
        }
    }
}
