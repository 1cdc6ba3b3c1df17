using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>What a test says as Slack.</summary>
internal static class SlackApps
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Bot = "U0BOT";

    private static int _ids;

    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SLACK_SIGNING_SECRET"] = Secret,
        ["SLACK_BOT_TOKEN"] = FakeSlack.Token,
        ["SLACK_POST_PAUSE_MS"] = "20",
        ["Slack:PostTimeoutMs"] = "1000",
        ["AI_WORKER_PARALLELISM"] = "8",
    };

    public static string NewId(char kind) => $"{kind}{Interlocked.Increment(ref _ids):00000}";

    public static string NewTs() => string.Create(CultureInfo.InvariantCulture, $"1800000000.{Interlocked.Increment(ref _ids):000000}");

    public static object Event(
        string type, string channel, string user, string text, string ts, string? thread = null, string? subtype = null, string? botId = null, string team = "T0TEST",
        string? madeBy = null, bool isEdited = false, string app = "A0TEST") => new
        {
            type = "event_callback",
            team_id = madeBy ?? team,
            api_app_id = app,
            event_id = $"Ev{Interlocked.Increment(ref _ids)}",
            event_time = 1_800_000_000,
            authorizations = new[] { new { team_id = team, user_id = Bot, is_bot = true } },
            @event = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["type"] = type,
                ["channel"] = channel,
                ["channel_type"] = type == "app_mention" ? null : channel[0] == 'D' ? "im" : "channel",
                ["user"] = user,
                ["text"] = text,
                ["ts"] = ts,
                ["thread_ts"] = thread,
                ["subtype"] = subtype,
                ["bot_id"] = botId,
                ["edited"] = isEdited ? new { user, ts } : null,
            }.Where(p => p.Value is not null).ToDictionary(StringComparer.Ordinal),
        };

    public static Task<HttpResponseMessage> SendAsync(HttpClient http, object body, string? secret = null, TimeSpan skew = default) =>
        SendAsync(http, "/slack/events", JsonSerializer.SerializeToUtf8Bytes(body), "application/json", secret, skew);

    /// <summary>Until it is acknowledged: what gets no 2xx Slack sends again.</summary>
    public static async Task AcceptedAsync(HttpClient http, object body)
    {
        for (var retry = 0; retry < 3; retry++)
        {
            using var response = await SendAsync(http, body);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
                return;
            }
        }

        await SendAsync(http, body).StatusAsync(HttpStatusCode.OK);
    }

    public static Task<HttpResponseMessage> CommandAsync(HttpClient http, string user, string channel, string text, string team = "T0TEST", string? responseUrl = null) => SendAsync(
        http,
        "/slack/commands",
        Encoding.UTF8.GetBytes(
            $"team_id={team}&api_app_id=A0TEST&channel_id={channel}&user_id={user}&command=%2Frobeing&text={Uri.EscapeDataString(text)}"
            + (responseUrl is null ? "" : $"&response_url={Uri.EscapeDataString(responseUrl)}")),
        "application/x-www-form-urlencoded");

    /// <summary>What a command comes to, also when that takes longer than Slack waits.</summary>
    public static async Task<string> OutcomeAsync(HttpClient http, FakeSlack slack, string user, string channel, string text)
    {
        var id = NewId('R');
        var answer = (await CommandAsync(http, user, channel, text, responseUrl: slack.ResponseUrl + id).JsonAsync()).Str("text");
        if (!answer.Contains("아직 하고 있어요", StringComparison.Ordinal))
        {
            return answer;
        }

        await Http.EventuallyAsync(() => Task.FromResult(slack.Responses.Any(r => r.Path.EndsWith(id, StringComparison.Ordinal))));
        return slack.Responses.Single(r => r.Path.EndsWith(id, StringComparison.Ordinal)).Body.Str("text");
    }

    public static Task<HttpResponseMessage> SendAsync(
        HttpClient http, string path, byte[] body, string mediaType, string? secret = null, TimeSpan skew = default)
    {
        var timestamp = (TimeProvider.System.Now() + skew).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(mediaType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", SlackSignature.Of(new SlackSigningSecret(secret ?? Secret), timestamp, body));
        return http.SendAsync(request);
    }
}
