using System.Text;
using System.Text.Json;
using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Infrastructure.Common;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>
/// Slack's Web API through <see cref="GuardedHttp"/>, whose connections are used once: what breaks then tells whether anything arrived.
/// </summary>
internal sealed class SlackApi(SlackOptions options, TimeProvider clock) : ISlackApi, IDisposable
{
    private const string EventType = "chatplatform_answer";

    /// <summary>Messages of one page of a thread, and pages at most: whoever asks wants what came after a question.</summary>
    private const int PageSize = 50;
    private const int MaxPages = 10;

    /// <summary>A page of long answers, as escaped JSON.</summary>
    private const int MaxResponseBytes = 4 * 1024 * 1024;

    private const int ReasonMaxLength = 200;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    /// <summary>Nobody helps faster than that.</summary>
    private static readonly TimeSpan OperatorsPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly GuardedHttp _http = new(
        new(new OutboundTargets([options.ApiUrl.Host], options.AllowsLoopback), options.PostTimeout) { MaxResponseBytes = MaxResponseBytes }, clock);

    public async Task<SlackPosted> PostAsync(SlackWorkspace workspace, SlackPost post, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            channel = post.Channel,
            thread_ts = post.Thread,
            text = post.Text,
            mrkdwn = true,
            unfurl_links = false,
            unfurl_media = false,
            metadata = new { event_type = EventType, event_payload = new { delivery = post.Mark.Delivery, part = post.Mark.Part } },
        });
        var response = await _http.PostAsync(Method("chat.postMessage"), new OutboundBody(json, Bearer: workspace.BotToken), cancellationToken);
        return response switch
        {
            { Status: 429 } => new SlackPosted.NotSent("429 ratelimited", PauseOf(response)),
            { Failure: PostFailure.NotAllowed } => new SlackPosted.Refused("SLACK_API_URL leads to an address that we do not call."),
            { IsSent: false, Status: null } => new SlackPosted.NotSent($"{response.Failure}"),
            { Status: { } status } when NeedsOperator(status) => new SlackPosted.NotSent($"HTTP {status}", OperatorsPause) { NeedsOperator = true },
            { Status: >= 300 and < 500 } => new SlackPosted.Refused($"HTTP {response.Status}"),
            { Status: 200, Body: { } body } => SlackAnswer.Read(body) switch
            {
                { Ok: true, Ts: { } ts } => new SlackPosted.There(ts),
                { Ok: false, Error: { } error } when SlackAnswer.IsRateLimit(error) => new SlackPosted.NotSent("ratelimited", PauseOf(response)),
                { Ok: false, Error: { } error } when SlackAnswer.NeedsOperator(error) => new SlackPosted.NotSent(error, OperatorsPause) { NeedsOperator = true },
                { Ok: false, Error: { } error } when !SlackAnswer.IsSlacksOwnTrouble(error) => new SlackPosted.Refused(Short(error)),
                { } answer => new SlackPosted.Unknown(Short(answer.Error ?? "no error and no ts")),
                null => new SlackPosted.Unknown("unreadable"),
            },
            _ => new SlackPosted.Unknown(response.Status is { } status ? $"HTTP {status}" : $"{response.Failure}"),
        };
    }

    public async Task<SlackFound> FindAsync(
        SlackWorkspace workspace, string channel, string thread, string newerThan, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.PostTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var found = new HashSet<SlackMark>();
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var form = $"channel={Escape(channel)}&ts={Escape(thread)}&oldest={Escape(newerThan)}&limit={PageSize}&include_all_metadata=true"
                + (cursor is null ? "" : $"&cursor={Escape(cursor)}");
            var response = await _http.PostAsync(
                Method("conversations.replies"),
                new OutboundBody(Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded", workspace.BotToken),
                either.Token);
            var answer = response is { Status: 200, Body: { } body } ? SlackAnswer.Read(body) : null;
            if (answer is not { Ok: true })
            {
                return NotFound(response, answer?.Error);
            }

            found.UnionWith(answer.Marks(EventType));
            cursor = answer.NextCursor;
            if (string.IsNullOrEmpty(cursor))
            {
                return new SlackFound(found);
            }
        }

        return new SlackFound(null, "the thread is too long to be read", IsFinal: true);
    }

    public void Dispose() => _http.Dispose();

    private static SlackFound NotFound(GuardedResponse response, string? error)
    {
        var needsOperator = error is null ? response.Status is { } status && NeedsOperator(status) : SlackAnswer.NeedsOperator(error);
        var isRateLimit = response.Status == 429 || (error is not null && SlackAnswer.IsRateLimit(error));
        var mayPass = needsOperator || isRateLimit || (error is null ? response.Status is not (>= 300 and < 500) : SlackAnswer.MayPass(error));
        return new SlackFound(null, Short(error ?? $"HTTP {response.Status}, {response.Failure}"), IsFinal: !mayPass)
        {
            NeedsOperator = needsOperator,
            After = isRateLimit ? PauseOf(response) : needsOperator ? OperatorsPause : null,
        };
    }

    /// <summary>The token is not taken, or something on the way does not let us through yet.</summary>
    private static bool NeedsOperator(int status) => status is 401 or 403 or 408;

    private static string Short(string reason) => Graphemes.Cut(reason, ReasonMaxLength);

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static TimeSpan PauseOf(GuardedResponse response) =>
        response.RetryAfter is not { } asked || asked <= TimeSpan.Zero ? UsualPause : asked < LongestPause ? asked : LongestPause;

    private Uri Method(string name) => new($"{options.ApiUrl.AbsoluteUri.TrimEnd('/')}/{name}");
}
