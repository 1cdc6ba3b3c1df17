using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ChatPlatform.KakaoSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatPlatform.UnitTests.Kakao;

/// <summary>A platform in small that keeps the promises, unless it is told to break one.</summary>
internal sealed class StubSkill : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _tasks = [];
    private readonly ConcurrentDictionary<Marker, Lazy<Task<object?>>> _responses = new();
    private readonly HttpClient _http;
    private readonly StubFault _fault;
    private readonly WebApplication _app;
    private int _requests;

    private StubSkill(StubFault fault)
    {
        _fault = fault;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = fault == StubFault.FollowsRedirects }) { Timeout = TimeSpan.FromSeconds(1) };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Url => new(_app.Urls.First());

    public static async Task<StubSkill> StartAsync(StubFault fault)
    {
        var skill = new StubSkill(fault);
        await skill._app.StartAsync();
        return skill;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        object? answer = path switch
        {
            ["skill"] => await SkillAsync(context),
            ["admin", "ai-tasks"] => List(context.Request.Query["cursor"]),
            ["user", "ai-status", var id] => Status(id),
            _ => null,
        };
        if (answer is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = _fault == StubFault.FailsHard && path is ["skill"] ? 500 : 200;
        await context.Response.WriteAsJsonAsync(answer);
    }

    private async Task<object?> SkillAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        var request = body.GetProperty("userRequest");
        var user = request.GetProperty("user").GetProperty("id").GetString()!;
        var utterance = request.GetProperty("utterance").GetString()!;
        var callback = request.TryGetProperty("callbackUrl", out var url) || body.TryGetProperty("callbackUrl", out url) ? url.GetString() : null;
        var number = Interlocked.Increment(ref _requests);
        if (_fault == StubFault.Late && number % 5 == 0)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
        }

        var response = Marker.FindQuestion(utterance) is { } marker
            ? await _responses.GetOrAdd(marker, _ => new(() => AnswerAsync(marker, user, utterance, callback))).Value
            : Texts([.. TakeHeld(user), "확인했어요."], more: IsWaiting(user)); // a button was pressed
        return _fault == StubFault.BreaksConnections && number % 4 == 0 ? BreakOff(response!) : response;
    }

    /// <summary>Whether what was in it arrived, nobody can know.</summary>
    private object? BreakOff(object response)
    {
        var markers = Marker.FindAnswers(JsonSerializer.Serialize(response)).Select(a => a.Marker).ToHashSet();
        lock (_lock)
        {
            _tasks.Where(t => markers.Contains(t.Marker)).ToList().ForEach(t => t.Delivery = "uncertain");
        }

        return null;
    }

    private async Task<object?> AnswerAsync(Marker marker, string user, string utterance, string? callback)
    {
        var task = new Entry(marker, user);
        if (_fault != StubFault.Forgets)
        {
            lock (_lock)
            {
                _tasks.Add(task);
                if (_fault == StubFault.AddsTwoTasks)
                {
                    _tasks.Add(new(marker, user) { Status = "failed", Delivery = "failed" });
                }
            }
        }

        var held = TakeHeld(user);
        if (utterance.Contains("[model:fail]", StringComparison.Ordinal) || utterance.Contains("[model:hang]", StringComparison.Ordinal))
        {
            (task.Status, task.Delivery) = ("failed", "failed");
            return Texts([.. held, "답변하지 못했어요."]);
        }

        if (utterance.Contains("[model:quick]", StringComparison.Ordinal))
        {
            (task.Status, task.Delivery) = ("completed", _fault == StubFault.ShowsTwice ? "held" : "delivered");
            if (_fault == StubFault.CallsBackUninvited && callback is not null)
            {
                _ = CallBackAsync(task, callback);
            }

            return _fault == StubFault.Forgets ? Texts(["네."]) : Texts([.. held, task.Answer]);
        }

        if (callback is null)
        {
            (task.Status, task.Delivery) = ("completed", "held");
            return Texts([.. held, "아직 답변을 만들고 있어요."], more: true);
        }

        if (_fault == StubFault.CallsBackEarly)
        {
            await CallBackAsync(task, callback, wait: false);
        }
        else
        {
            _ = CallBackAsync(task, callback);
        }

        lock (_lock)
        {
            // a callback goes out later: what was held stays held until something is shown at once
            _tasks.Where(t => held.Contains(t.Answer)).ToList().ForEach(t => t.Delivery = "held");
        }

        return new { version = "2.0", useCallback = true, data = new { text = "AI가 답변을 생성하고 있어요!" } };
    }

    private async Task CallBackAsync(Entry task, string url, bool wait = true)
    {
        if (wait)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(400));
        }

        var result = _fault == StubFault.LosesAnswers ? "delivered" : await PostAsync(task, url);
        if (_fault == StubFault.PostsAgain && result == "uncertain")
        {
            result = await PostAsync(task, url);
        }

        (task.Status, task.Delivery) = (_fault == StubFault.NeverEnds ? "processing" : "completed", result);
        if (_fault == StubFault.IsTooSure && result == "uncertain")
        {
            task.Delivery = "delivered";
        }
    }

    private async Task<string> PostAsync(Entry task, string url)
    {
        try
        {
            using var content = new StringContent(JsonSerializer.Serialize(Texts([task.Answer])), System.Text.Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(url, content);
            return !response.IsSuccessStatusCode ? "held"
                : (await JsonSerializer.DeserializeAsync<JsonElement>(await response.Content.ReadAsStreamAsync()))
                    .GetProperty("status").GetString() == "SUCCESS" ? "delivered" : "held";
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return "held";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException)
        {
            return "uncertain";
        }
    }

    /// <summary>At most two: the new answer needs an output as well.</summary>
    private List<string> TakeHeld(string user)
    {
        lock (_lock)
        {
            var held = _tasks.Where(t => t.Delivery == "held" && (t.User == user || _fault == StubFault.MixesPeople)).Take(2).ToList();
            held.ForEach(t => t.Delivery = "delivered");
            return [.. held.Select(t => t.Answer)];
        }
    }

    private bool IsWaiting(string user)
    {
        lock (_lock)
        {
            return _tasks.Any(t => t.Delivery == "held" && t.User == user);
        }
    }

    private object Texts(IEnumerable<string> texts, bool more = false) => new
    {
        version = "2.0",
        template = new
        {
            outputs = texts.Select(text => new { simpleText = new { text = _fault == StubFault.LeavesMarkdown ? $"**{text}**" : text } }).ToArray(),
            quickReplies = more ? [new { label = "답변 확인", action = "message", messageText = "답변 확인" }] : Array.Empty<object>(),
        },
    };

    /// <summary>In pages of 20, so that the cursor is used.</summary>
    private object List(string? cursor)
    {
        lock (_lock)
        {
            var start = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
            return new
            {
                tasks = _tasks.Skip(start).Take(20).Select(t => new
                {
                    task_id = t.Id,
                    status = t.Status,
                    question = $"{t.Marker.Question} …",
                    delivery = new { state = t.Delivery, via = "kakao_callback" },
                }).ToArray(),
                next_cursor = start + 20 < _tasks.Count ? (start + 20).ToString(CultureInfo.InvariantCulture) : null,
            };
        }
    }

    private object? Status(string id)
    {
        lock (_lock)
        {
            var task = _tasks.Single(t => t.Id == id);
            return new { task_id = id, status = _fault == StubFault.ContradictsItself ? "pending" : task.Status, ai_response = task.Answer };
        }
    }

    private sealed class Entry(Marker marker, string user)
    {
        private static int _last;

        public string Id { get; } = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);

        public Marker Marker => marker;

        public string User => user;

        public string Answer => $"{marker.Answer()} 답변입니다.";

        public string Status { get; set; } = "processing";

        public string Delivery { get; set; } = "pending";
    }
}

/// <summary>The promise that is broken.</summary>
public enum StubFault
{
    None,

    /// <summary>Dies before every fourth response has left: nobody's fault.</summary>
    BreaksConnections,

    /// <summary>Says delivered, and posts nothing.</summary>
    LosesAnswers,

    /// <summary>Holds what it has shown.</summary>
    ShowsTwice,

    /// <summary>Stores nothing and answers nothing.</summary>
    Forgets,

    AddsTwoTasks,
    NeverEnds,
    Late,
    FailsHard,
    LeavesMarkdown,
    CallsBackEarly,
    CallsBackUninvited,
    FollowsRedirects,

    /// <summary>Repeats a post that may have arrived.</summary>
    PostsAgain,

    /// <summary>Says delivered where it cannot know.</summary>
    IsTooSure,

    /// <summary>Shows what is held to whoever comes.</summary>
    MixesPeople,

    /// <summary>The status of one task differs from the list.</summary>
    ContradictsItself,
}
