using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Access;

/// <summary>The response of a quick creation.</summary>
/// <param name="Status">The HTTP status; only 2xx is remembered.</param>
/// <param name="Body">UTF-8 text without secrets.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Location">The <c>Location</c> header.</param>
public sealed record RememberedResponse(int Status, string Body, string? ContentType, string? Location);

/// <summary>What came of a request with an idempotency key.</summary>
/// <param name="Response">What was answered, now or the first time.</param>
/// <param name="Replayed">True when it is the first time's, and nothing was done now.</param>
public sealed record IdempotentOutcome(RememberedResponse Response, bool Replayed);

/// <summary>Runs quick creations once for each client and idempotency key.</summary>
public interface IIdempotencyStore
{
    /// <summary>
    /// Takes the key, runs <paramref name="run"/> in one database transaction with it (its unit of work joins), and remembers a 2xx
    /// response; any other response, exception or crash leaves nothing behind.
    /// Fails with <c>idempotency.mismatch</c> (422) when the key was used for another request, and with <c>idempotency.running</c> (409)
    /// when the first request is still running after about a second.
    /// </summary>
    Task<Result<IdempotentOutcome>> RunAsync(
        ClientId client, string key, string requestHash, Func<Task<RememberedResponse>> run, CancellationToken cancellationToken);
}
