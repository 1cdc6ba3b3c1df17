using System.Text.Json;
using ChatPlatform.Application.Channels;
using ChatPlatform.Infrastructure.Common;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Posts to the <c>response_url</c> of commands through <see cref="GuardedHttp"/>: no redirect, and no host but Slack's.</summary>
internal sealed class SlackResponses(SlackOptions options, TimeProvider clock) : ISlackResponses, IDisposable
{
    private const string SlacksHost = "slack.com";

    private readonly GuardedHttp _http = new(
        new(new OutboundTargets([HostOf(options.ApiUrl)], options.AllowsLoopback), options.PostTimeout), clock);

    public async Task<string?> SendAsync(string responseUrl, string text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out var url))
        {
            return "it is no URL";
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new { response_type = "ephemeral", text });
        var response = await _http.PostAsync(url, json, cancellationToken);
        return response switch
        {
            { Failure: PostFailure.NotAllowed } => "its host is not Slack's",
            { Status: >= 200 and < 300 } => null,
            { Status: { } status } => $"HTTP {status}",
            _ => $"{response.Failure}",
        };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Slack's own, or wherever else the Web API is said to be.</summary>
    private static string HostOf(Uri apiUrl) => apiUrl.Host == SlacksHost ? $"hooks.{SlacksHost}" : apiUrl.Host;
}
