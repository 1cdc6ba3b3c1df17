using System.Collections.Concurrent;
using System.Net;

namespace ChatPlatform.KakaoSimulator;

/// <summary>How the simulated bot reaches its skill.</summary>
/// <param name="Urls">Nodes of the platform, taken in turn as a load balancer would; <c>/skill</c> is added.</param>
/// <param name="Secret">The header <c>X-Skill-Secret</c>; null sends none.</param>
public sealed record BotOptions(IReadOnlyList<Uri> Urls, string? Secret = null)
{
    /// <summary>How long Kakao waits for a skill.</summary>
    public TimeSpan SkillTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public string Path { get; init; } = "/skill";
}

/// <summary>Kakao's bot engine: posts skill requests, waits as long as Kakao does, and judges what comes back.</summary>
public sealed class Bot(BotOptions options, CallbackHost host, Ledger ledger, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan, // each request has its own
    };

    private readonly ConcurrentQueue<Reply> _replies = new();
    private int _turn;

    public CallbackHost Host => host;

    public Ledger Ledger => ledger;

    public TimeProvider Clock => clock;

    /// <summary>Every reply so far.</summary>
    public IReadOnlyCollection<Reply> Replies => _replies;

    public Person Meet(string userId) => new(this, userId);

    public async Task<Reply> SendAsync(SkillRequest request, CancellationToken cancellationToken)
    {
        var url = new Uri(options.Urls[(int)((uint)Interlocked.Increment(ref _turn) % (uint)options.Urls.Count)], options.Path);
        var started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(options.SkillTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Reply reply;
        try
        {
            reply = await ExchangeAsync(url, request, started, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reply = new(ReplyKind.Late, clock.GetElapsedTime(started), null, $"no response within {options.SkillTimeout.TotalSeconds:0.#} s");
            ledger.Violate($"{request.UserId}: {reply.Problem} to '{request.Utterance}'");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            reply = new(ReplyKind.Refused, clock.GetElapsedTime(started), null, exception.Message);
        }

        _replies.Enqueue(reply);
        return reply;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Reply> ExchangeAsync(Uri url, SkillRequest request, long started, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(request.ToUtf8()) };
        message.Content.Headers.ContentType = new("application/json", "utf-8");
        if (options.Secret is not null)
        {
            message.Headers.Add("X-Skill-Secret", options.Secret);
        }

        using var response = await _http.SendAsync(message, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var elapsed = clock.GetElapsedTime(started);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var problem = $"HTTP {(int)response.StatusCode}: {Start(body)}";
            if (response.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
            {
                ledger.Violate($"{request.UserId}: {problem} to '{request.Utterance}'"); // away is forgiven, wrong is not
            }

            return new(ReplyKind.Refused, elapsed, null, problem);
        }

        var read = KakaoResponse.Read(body, response.Content.Headers.ContentType?.ToString(), ResponseKind.Skill);
        if (read.IsValid)
        {
            return new(read.UseCallback ? ReplyKind.UseCallback : ReplyKind.Inline, elapsed, read, null);
        }

        foreach (var violation in read.Violations)
        {
            ledger.Violate($"{request.UserId}: {violation}, in the response to '{request.Utterance}'");
        }

        return new(ReplyKind.Invalid, elapsed, null, string.Join("; ", read.Violations));
    }

    private static string Start(byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body);
        return text.Length > 300 ? text[..300] + "…" : text;
    }
}
