using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatPlatform.KakaoSimulator;
using ChatPlatform.SlackSimulator;
using Microsoft.AspNetCore.Http;

namespace ChatPlatform.UnitTests.Slack;

/// <summary>The promise that is broken.</summary>
public enum StubFault
{
    None,

    /// <summary>Answers 503 to every fourth event: nobody's fault.</summary>
    IsAwayAtTimes,

    /// <summary>Acknowledges and does nothing, now and then.</summary>
    Forgets,

    /// <summary>Takes each event for a message of its own.</summary>
    KnowsNoMessageTwice,

    /// <summary>Posts again without a look into the thread.</summary>
    PostsBlindly,

    /// <summary>Looks at the first page of the thread alone.</summary>
    LooksAtOnePage,

    /// <summary>Does not post again what was limited.</summary>
    GivesUpWhenLimited,

    AnswersNoise,

    /// <summary>Begins a thread at each reply.</summary>
    AnswersBesideTheThread,

    /// <summary>Does not wait for the earlier answers of a thread.</summary>
    LosesOrder,
    PostsFirstPartOnly,

    /// <summary>Says more than was asked for.</summary>
    Chatters,
    TrustsEverybody,
    FailsHard,

    /// <summary>503 to everything but the challenge.</summary>
    IsAlwaysAway,
    EchoesNoChallenge,
}

/// <summary>A product in small that keeps the promises, unless it is told to break one.</summary>
internal sealed partial class StubBot(StubFault fault, WebApi api) : IDisposable
{
    private const int PartsInAPost = 20;

    private readonly StubPoster _poster = new(fault, api);
    private readonly ConcurrentDictionary<string, bool> _known = new();
    private readonly Dictionary<string, Task> _threads = [];
    private readonly Lock _lock = new();
    private int _events;

    public async Task AnswerAsync(Arrival arrival, HttpContext context)
    {
        if (!arrival.IsGenuine && fault != StubFault.TrustsEverybody)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var envelope = JsonSerializer.Deserialize<JsonElement>(arrival.Body);
        if (envelope.TryGetProperty("challenge", out var challenge))
        {
            await context.Response.WriteAsync(fault == StubFault.EchoesNoChallenge ? "ok" : challenge.GetString()!);
            return;
        }

        var number = Interlocked.Increment(ref _events);
        context.Response.StatusCode = fault switch
        {
            StubFault.FailsHard => 500,
            StubFault.IsAlwaysAway => 503,
            StubFault.IsAwayAtTimes when number % 4 == 0 => 503,
            _ => 200,
        };
        if (context.Response.StatusCode == 200 && !(fault == StubFault.Forgets && number % 5 == 0))
        {
            Take(envelope.GetProperty("event"), envelope.GetProperty("event_id").GetString()!);
        }
    }

    public void Dispose() => _poster.Dispose();

    private void Take(JsonElement happening, string id)
    {
        var text = Text(happening, "text") ?? "";
        var isFor = Text(happening, "type") == "app_mention" || Text(happening, "channel_type") == "im" || text.Contains("<@U0BOT>", StringComparison.Ordinal);
        var isNoise = happening.TryGetProperty("bot_id", out _) || happening.TryGetProperty("edited", out _) || Text(happening, "user") is null or "U0BOT" || !isFor
            || Text(happening, "subtype") is not (null or "file_share" or "thread_broadcast")
            || Text(happening, "type") is not ("app_mention" or "message");
        if (text.Length == 0 || (isNoise && !(fault == StubFault.AnswersNoise && text.Contains("Q-", StringComparison.Ordinal))))
        {
            return;
        }

        var (channel, ts) = (Text(happening, "channel")!, Text(happening, "ts")!);
        if (_known.TryAdd(fault == StubFault.KnowsNoMessageTwice ? id : $"{channel} {ts}", true))
        {
            var root = fault == StubFault.AnswersBesideTheThread ? ts : Text(happening, "thread_ts") ?? ts;
            lock (_lock)
            {
                var before = fault == StubFault.LosesOrder ? Task.CompletedTask : _threads.GetValueOrDefault($"{channel} {root}", Task.CompletedTask);
                _threads[$"{channel} {root}"] = ReplyAsync(before, channel, root, text);
            }
        }
    }

    private async Task ReplyAsync(Task before, string channel, string root, string text)
    {
        await before;
        var (marker, model) = (Marker.FindQuestion(text)!.Value, Model().Match(text));
        var number = model.Groups["n"].Success ? int.Parse(model.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) : 1;
        var word = model.Groups["word"].Value;
        await Task.Delay(word is "slow" ? number : 0);
        var texts = word is "fail"
            ? ["죄송합니다. 지금은 답할 수 없어요."]
            : Enumerable.Range(1, word is "long" ? number : 1).Select(marker.Answer).Chunk(PartsInAPost).Select(parts => string.Join(" 그리고 ", parts)).ToList();
        await _poster.PostAllAsync(channel, root, fault == StubFault.PostsFirstPartOnly ? texts[..1] : texts);
        if (fault == StubFault.Chatters && marker.Number % 5 == 0)
        {
            await _poster.PostAllAsync(channel, root, ["더 궁금한 게 있나요?"]);
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"\[model:(?<word>[a-z]+)(:(?<n>[0-9]{1,6}))?\]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Model();
}
