namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>Holds a folder for one process. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <exception cref="EmbeddedPostgresException">Another process holds the folder, or it cannot be written.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new(new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {directory} cannot be written by user {Environment.UserName}. Start as its owner, or set CHATPLATFORM_DATA to another directory.",
                exception);
        }
        catch (IOException exception) when (Directory.Exists(directory))
        {
            throw new EmbeddedPostgresException(
                $"Another ChatPlatform is running on the data directory {directory}. Stop it first, or set CHATPLATFORM_DATA to another directory.",
                exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
