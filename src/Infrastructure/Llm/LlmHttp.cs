using System.ClientModel.Primitives;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>The HTTP client of one model server. Each server has its own, so that a stuck one takes no connection from another.</summary>
internal static class LlmHttp
{
    // long-lived connections would never see a change of DNS
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient CreateClient(LlmOptions options) => new(new SocketsHttpHandler
    {
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        UseProxy = options.UseProxy,
        UseCookies = false,
        AllowAutoRedirect = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // ours are in TimeoutChatClient
    };

    public static Uri BaseUrl(string url)
    {
        var uri = new Uri(url.TrimEnd('/'));
        return uri.AbsolutePath == "/" ? new Uri(uri, "/v1") : uri;
    }

    /// <summary>True for a media type such as <c>application/json; charset=utf-8</c>.</summary>
    public static bool IsMediaType(string? contentType, string mediaType) =>
        contentType is not null
        && contentType.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == mediaType.Length || contentType[mediaType.Length] is ';' or ' ');

    /// <summary>For servers that ask for no key.</summary>
    public sealed class NoAuthentication : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}
