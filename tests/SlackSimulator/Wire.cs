using System.Globalization;

namespace ChatPlatform.SlackSimulator;

/// <summary>What came back for one request.</summary>
/// <param name="Status">0 when nothing came.</param>
/// <param name="Elapsed">Until the whole response was there, or Slack no longer waited.</param>
/// <param name="Body">Of the response.</param>
/// <param name="Problem">Slack's word for <c>X-Slack-Retry-Reason</c>; null when it was acknowledged.</param>
/// <param name="NoRetry">The response carried <c>X-Slack-No-Retry: 1</c>.</param>
public sealed record Ack(int Status, TimeSpan Elapsed, string Body, string? Problem, bool NoRetry)
{
    public bool IsGood => Problem is null;
}

/// <summary>How a request pretends to be Slack's.</summary>
public sealed record Disguise(string? Secret = null, TimeSpan Age = default)
{
    public static readonly Disguise None = new();
}

/// <summary>Slack's side of a request to the product: signs it, and waits three seconds.</summary>
public sealed class Wire(Workspace workspace, Acks acks, TimeProvider clock) : IDisposable
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>How long Slack waits for an acknowledgement.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan, // each request has its own
    };

    public async Task<Ack> PostAsync(
        Uri url, byte[] body, string contentType, (int Number, string Reason)? retry, Disguise disguise, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Ack ack;
        try
        {
            using var request = Request(url, body, contentType, retry, disguise);
            using var response = await _http.SendAsync(request, both.Token);
            var text = await response.Content.ReadAsStringAsync(both.Token);
            ack = new(
                (int)response.StatusCode,
                clock.GetElapsedTime(started),
                text,
                response.IsSuccessStatusCode ? null : "http_error",
                response.Headers.TryGetValues("X-Slack-No-Retry", out var values) && values.Contains("1"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ack = new(0, clock.GetElapsedTime(started), "", "http_timeout", NoRetry: false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            ack = new(0, clock.GetElapsedTime(started), "", "connection_failed", NoRetry: false);
        }

        acks.Add(ack);
        return ack;
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Uri url, byte[] body, string contentType, (int Number, string Reason)? retry, Disguise disguise)
    {
        var timestamp = (clock.GetUtcNow() - disguise.Age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(contentType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Signature.Of(disguise.Secret ?? workspace.SigningSecret, timestamp, body));
        request.Headers.UserAgent.ParseAdd("Slackbot 1.0 (+https://api.slack.com/robots)");
        if (retry is var (number, reason))
        {
            request.Headers.Add("X-Slack-Retry-Num", number.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", reason);
        }

        return request;
    }
}
