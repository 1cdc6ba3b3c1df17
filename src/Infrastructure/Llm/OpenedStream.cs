using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>A stream read up to its first update: until here nothing has gone out, so whoever opened it may still try again elsewhere.</summary>
internal readonly record struct OpenedStream(IAsyncEnumerator<ChatResponseUpdate> Updates, bool HasFirst)
{
    public static async ValueTask<OpenedStream> OpenAsync(IAsyncEnumerable<ChatResponseUpdate> stream, CancellationToken cancellationToken)
    {
        var updates = stream.GetAsyncEnumerator(cancellationToken);
        try
        {
            return new(updates, await updates.MoveNextAsync());
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first update and all that follow. To be read once.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        await using var updates = Updates;
        for (var more = HasFirst; more; more = await updates.MoveNextAsync())
        {
            yield return updates.Current;
        }
    }
}
