namespace ChatPlatform.Application.Common;

/// <summary>
/// What the first person after a start would wait for: code that is compiled and queries that are translated at their first use. Run once
/// after the start, in a scope and a transaction of its own that is rolled back. Whatever cannot be rolled back does not belong here.
/// </summary>
public interface IWarmUp
{
    Task RunAsync(CancellationToken cancellationToken);
}
