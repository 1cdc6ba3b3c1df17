using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>
/// Every expected failure of a model as the one exception that callers know. The sentences are ours: what a server says may hold a piece
/// of a key or of a message.
/// </summary>
internal static class ModelErrors
{
    public const string BadAnswerCode = "model.bad_answer";
    public const string RejectedCode = "model.rejected";
    public const string StreamCutCode = "model.stream_cut";
    public const string UnavailableCode = "model.unavailable";
    public const string CircuitOpenCode = ModelFailedException.CircuitOpen;
    public const string TimeoutCode = "model.timeout";
    public const string OverloadedCode = "model.overloaded";

    public static ModelFailedException BadAnswer(string what, Exception? inner = null) =>
        new(new(ErrorKind.BadGateway, BadAnswerCode, $"The model server {what}. Try again; if it stays so, check the model server."), inner);

    public static ModelFailedException StreamCut(Exception? inner = null) =>
        new(new(ErrorKind.BadGateway, StreamCutCode, "The model's answer broke off before its end. Try again."), inner);

    public static ModelFailedException Unavailable(Exception? inner = null, TimeSpan? retryAfter = null) =>
        WithRetryAfter(
            new(ErrorKind.Unavailable, UnavailableCode, "The model server cannot be reached or is in trouble. Try again in a moment."),
            retryAfter,
            inner);

    public static ModelFailedException CircuitOpen(TimeSpan? retryAfter) =>
        WithRetryAfter(
            new(ErrorKind.Unavailable, CircuitOpenCode, "The model has failed too often and is given a rest. Try again in a moment."),
            retryAfter);

    public static ModelFailedException Overloaded(TimeSpan? retryAfter) =>
        WithRetryAfter(
            // not TooMany: that is the caller's own limit, and this is not the caller's doing
            new(ErrorKind.Unavailable, OverloadedCode, "The model server is answering too many requests. Try again in a moment."),
            retryAfter);

    public static ModelFailedException TimedOut(string what, TimeSpan limit, Exception? inner = null) => new(
        new(
            ErrorKind.Timeout,
            TimeoutCode,
            string.Create(CultureInfo.InvariantCulture, $"The model {what} within {limit.TotalSeconds:0.###} s. Try again.")),
        inner);

    /// <param name="status">HTTP status of a response that is no answer.</param>
    /// <param name="providerCode">The server's own word for it, when it is harmless (<see cref="ProviderCode"/>).</param>
    /// <param name="retryAfter">What the server asked for.</param>
    public static ModelFailedException FromStatus(int status, string? providerCode, TimeSpan? retryAfter)
    {
        // a quota that is used up is OpenAI's other 429: no wait helps
        if (status is 429 && providerCode is not "insufficient_quota")
        {
            return Overloaded(retryAfter);
        }

        if (status is 408 or >= 500)
        {
            return Unavailable(retryAfter: retryAfter);
        }

        var advice = status switch
        {
            401 or 403 => "Check the model server's API key",
            404 => "Check the model's name and the model server's base URL",
            429 => "Its account has no quota left",
            >= 300 and < 400 => "It redirects elsewhere: check its base URL",
            _ => "Check the model's name, its parameters and the length of the conversation",
        };
        var said = providerCode is null ? "" : $", {providerCode}";
        return new(new(
            ErrorKind.BadGateway, RejectedCode, $"The model server refused the request (HTTP {status}{said}). {advice}."));
    }

    /// <summary>False for bugs, for the caller's own cancellation and for what is mapped already.</summary>
    public static bool IsExpected(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        ClientResultException or HttpRequestException or IOException or JsonException => true,
        _ => false,
    };

    /// <summary>What callers get instead of an expected exception of a client.</summary>
    public static Exception From(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // connections that are torn down by a cancellation may say so in their own words
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException(exception.Message, exception, cancellationToken),
        ClientResultException { InnerException: IOException or JsonException } => From(exception.InnerException, cancellationToken),
        IOException => StreamCut(exception),
        JsonException => BadAnswer("sent an answer that cannot be read", exception),
        // a connect time-out of the handler arrives as a cancellation that nobody asked for
        _ => Unavailable(exception),
    };

    /// <summary><c>error.code</c> of an OpenAI-shaped body, if it is a plain word; anything else might carry secrets.</summary>
    public static string? ProviderCode(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
        && code.GetString() is { Length: > 0 and <= 64 } word && word.All(c => c is (>= 'a' and <= 'z') or '_')
            ? word
            : null;

    /// <summary>Seconds or an HTTP date; null when absent, unreadable or past.</summary>
    public static TimeSpan? RetryAfter(string? header, TimeProvider clock)
    {
        if (int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && date > clock.GetUtcNow()
                ? date - clock.GetUtcNow()
                : null;
    }

    private static ModelFailedException WithRetryAfter(Error error, TimeSpan? retryAfter, Exception? inner = null) => new(
        retryAfter is { } wait ? error.With("retry_after", (int)Math.Ceiling(wait.TotalSeconds)) : error, inner)
    { RetryAfter = retryAfter };
}
