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
    /// True when the round met another's commit or locks. SQLSTATE 40 is a transaction that gave way to another (a deadlock), 55P03 a lock
    /// that was not to be had in time; Npgsql hands them over wrapped.
    /// </summary>
    private static bool HasMet(Exception exception) => exception is DbUpdateConcurrencyException
        || (exception is DbUpdateException update && update.IsTaken())
        || exception.GetBaseException() is DbException { SqlState: ['4', '0', ..] or "55P03" };

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
            catch (Exception e) when (HasMet(e) && clock.GetElapsedTime(began) < patience)
            {
                // what was read is out of date
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(ShortestPauseMs, longest)), clock, cancellationToken);
        }
    }
}
