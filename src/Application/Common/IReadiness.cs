namespace ChatPlatform.Application.Common;

/// <summary>Whether this node can serve.</summary>
public interface IReadiness
{
    /// <summary>
    /// True when the database answers and all migrations are applied. Throwing, or taking longer than the caller waits, counts as false.
    /// Called at most once a second.
    /// </summary>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}
