using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary>Slack's Web API on a loopback port: what the product calls.</summary>
public sealed class WebApi : IAsyncDisposable
{
    private const int MaxBodyBytes = 1 << 20;

    private readonly ConcurrentDictionary<(string Method, Trouble Trouble), int> _calls = new();
    private readonly PostMessage _postMessage;
    private readonly ThreadReplies _replies;
    private readonly WebApplication _app;
    private bool _disposed;

    private WebApi(WebApiOptions options, Workspace workspace, TimeProvider clock)
    {
        (Options, Workspace, Clock, MessageClock, ResponseUrls) = (options, workspace, clock, new(clock), new(clock));
        var dice = new Dice(options.Seed);
        _postMessage = new(this, new(options.Rate, options.Burst, clock), dice);
        _replies = new(this, dice);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Such as <c>http://127.0.0.1:40123</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The product's <c>SLACK_API_URL</c>.</summary>
    public string ApiUrl => Url + "/api";

    public Workspace Workspace { get; }

    public Channels Channels { get; } = new();

    public ResponseUrls ResponseUrls { get; }

    /// <summary>Told of every post that was stored, before it is answered.</summary>
    public Action<ChannelMessage>? OnPost { get; set; }

    /// <summary>How often each method was called, and how it went.</summary>
    public IReadOnlyDictionary<(string Method, Trouble Trouble), int> Calls => _calls;

    /// <summary>Names the messages, the people's too.</summary>
    public MessageClock MessageClock { get; }

    internal WebApiOptions Options { get; }

    internal TimeProvider Clock { get; }

    public static async Task<WebApi> StartAsync(WebApiOptions? options = null, Workspace? workspace = null, TimeProvider? clock = null)
    {
        var api = new WebApi(options ?? new(), workspace ?? new(), clock ?? TimeProvider.System);
        await api._app.StartAsync();
        api.Url = api._app.Urls.First();
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        // requests that hang on purpose must not hold the stop up
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    internal void Count(string method, Trouble trouble) => _calls.AddOrUpdate((method, trouble), 1, (_, count) => count + 1);

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            await (path switch
            {
                ["api", var method] => CallAsync(context, method),
                ["commands", var token] when HttpMethods.IsPost(context.Request.Method) => ResponseUrls.ReceiveAsync(context, token),
                _ => NotFoundAsync(context),
            });
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            context.Abort(); // the caller has left
        }
    }

    private async Task CallAsync(HttpContext context, string method)
    {
        var call = await ApiCall.ReadAsync(context, method);
        await (call switch
        {
            null => ApiAnswers.ErrorAsync(context, "invalid_json"),
            { Token: null } => ApiAnswers.ErrorAsync(context, "not_authed"),
            { Token: var token } when token != Workspace.BotToken => ApiAnswers.ErrorAsync(context, "invalid_auth"),
            { Method: "chat.postMessage" } when HttpMethods.IsPost(context.Request.Method) => _postMessage.AnswerAsync(context, call),
            { Method: "conversations.replies" } => _replies.AnswerAsync(context, call),
            { Method: "auth.test" } => context.Response.WriteAsJsonAsync(WhoAmI()),
            _ => ApiAnswers.ErrorAsync(context, "unknown_method"),
        });
    }

    private JsonObject WhoAmI() => new()
    {
        ["ok"] = true,
        ["url"] = "https://simulator.slack.com/",
        ["team"] = "Simulator",
        ["user"] = "chatplatform",
        ["team_id"] = Workspace.TeamId,
        ["user_id"] = Workspace.BotUserId,
        ["bot_id"] = Workspace.BotId,
        ["is_enterprise_install"] = false,
    };

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
