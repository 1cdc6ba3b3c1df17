using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Common;

internal static class Conflicts
{
    /// <summary>A unique index refused a row: class 23 of SQLSTATE, integrity constraints.</summary>
    public static bool IsTaken(this DbUpdateException exception) => exception.InnerException is DbException { SqlState: ['2', '3', ..] };
}
