using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary><c>chat.postMessage</c>.</summary>
internal sealed class PostMessage(WebApi api, RateLimits limits, Dice dice)
{
    /// <summary>In UTF-16 units; Slack advises it and cuts far above, the simulator refuses so that nobody relies on it.</summary>
    private const int MaxText = 4_000;

    public async Task AnswerAsync(HttpContext context, ApiCall call)
    {
        if (Wrong(call) is { } error)
        {
            await ApiAnswers.ErrorAsync(context, error);
            return;
        }

        if (limits.Take(call.Text("channel")!) is { } seconds)
        {
            api.Count(call.Method, Trouble.RateLimited);
            await ApiAnswers.LimitedAsync(context, seconds);
            return;
        }

        var trouble = EnumNames<Trouble>.Parse(dice.Draw(api.Options.PostTroubles));
        api.Count(call.Method, trouble);
        var stored = trouble is Trouble.None or Trouble.ErrorAfter or Trouble.InternalErrorAfter or Trouble.CutAfter or Trouble.HangAfter
            ? Store(call)
            : null;
        await ApiAnswers.SendAsync(context, trouble, stored is null ? [] : Good(stored), api.Options, dice, api.Clock);
    }

    private string? Wrong(ApiCall call)
    {
        if (call.Text("channel") is not { } channel || !api.Channels.Has(channel))
        {
            return "channel_not_found";
        }

        return call.Text("text") switch
        {
            null or "" => "no_text",
            { Length: > MaxText } => "msg_too_long",
            _ => null,
        };
    }

    private ChannelMessage Store(ApiCall call)
    {
        var message = new ChannelMessage(
            call.Text("channel")!, api.MessageClock.Next(), call.Text("thread_ts"), api.Workspace.BotUserId, call.Text("text")!)
        {
            BotId = api.Workspace.BotId,
            Metadata = call.Arguments.TryGetProperty("metadata", out var metadata) ? Parsed(metadata) : null,
            At = api.Clock.GetUtcNow(),
        };
        api.Channels.Add(message);
        api.OnPost?.Invoke(message);
        return message;
    }

    // in a form the metadata is a text
    private static JsonElement? Parsed(JsonElement metadata) => metadata.ValueKind switch
    {
        JsonValueKind.Object => metadata,
        JsonValueKind.String => JsonSerializer.Deserialize<JsonElement>(metadata.GetString()!),
        _ => null,
    };

    private JsonObject Good(ChannelMessage message) => new()
    {
        ["ok"] = true,
        ["channel"] = message.Channel,
        ["ts"] = message.Ts,
        ["message"] = message.ToJson(api.Workspace, includeMetadata: true),
    };
}
