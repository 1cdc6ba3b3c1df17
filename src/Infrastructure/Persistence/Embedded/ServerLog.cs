namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>The file the server writes its own messages to.</summary>
internal static class ServerLog
{
    private const int Limit = 5_000_000; // bytes
    private const int LinesShown = 15;

    /// <summary>Keeps the log bounded; returns where this start's lines will begin.</summary>
    public static long Rotate(ServerHome home)
    {
        var log = new FileInfo(home.Log);
        if (!log.Exists || log.Length < Limit)
        {
            return log.Exists ? log.Length : 0;
        }

        log.MoveTo(home.Log + ".1", overwrite: true);
        return 0;
    }

    public static EmbeddedPostgresException Failure(ServerHome home, string sentence, long logStart) =>
        new($"{sentence.TrimEnd()}\nLast lines of {home.Log}:\n{Tail(home, logStart)}");

    public static string Tail(ServerHome home, long start)
    {
        if (!File.Exists(home.Log))
        {
            return "(none)";
        }

        using var stream = new FileStream(home.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(Math.Min(start, stream.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return string.Join('\n', reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LinesShown));
    }
}
