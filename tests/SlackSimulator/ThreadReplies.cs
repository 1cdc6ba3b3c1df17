using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary><c>conversations.replies</c>.</summary>
internal sealed class ThreadReplies(WebApi api, Dice dice)
{
    private const string CursorPrefix = "next_ts:";

    public async Task AnswerAsync(HttpContext context, ApiCall call)
    {
        if (call.Text("channel") is not { } channel || call.Text("ts") is not { } ts)
        {
            await ApiAnswers.ErrorAsync(context, "invalid_arguments");
        }
        else if (!api.Channels.Has(channel))
        {
            await ApiAnswers.ErrorAsync(context, "channel_not_found");
        }
        else if (api.Channels.Thread(channel, ts) is not { Count: > 0 } thread)
        {
            await ApiAnswers.ErrorAsync(context, "thread_not_found");
        }
        else if (PageOf(thread, call) is not { } page)
        {
            await ApiAnswers.ErrorAsync(context, "invalid_cursor");
        }
        else
        {
            var trouble = EnumNames<Trouble>.Parse(dice.Draw(api.Options.ReadTroubles));
            api.Count(call.Method, trouble);
            await ApiAnswers.SendAsync(context, trouble, page, api.Options, dice, api.Clock);
        }
    }

    private JsonObject? PageOf(IReadOnlyList<ChannelMessage> thread, ApiCall call)
    {
        var from = "";
        if (call.Text("cursor") is { Length: > 0 } cursor)
        {
            from = Decode(cursor) ?? "";
            if (from.Length == 0)
            {
                return null;
            }
        }

        // as Slack does: the message that began the thread comes always, however old it is
        var oldest = call.Text("oldest") ?? "0";
        var inclusive = IsTrue(call.Text("inclusive"));
        var rest = thread
            .Where(m => m.Ts == thread[0].Ts || string.CompareOrdinal(m.Ts, oldest) > (inclusive ? -1 : 0))
            .Where(m => string.CompareOrdinal(m.Ts, from) >= 0)
            .ToList();
        var limit = int.TryParse(call.Text("limit"), CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : api.Options.Page;
        var page = rest.Take(Math.Min(limit, api.Options.Page)).ToList();
        var more = page.Count < rest.Count;
        var withMetadata = IsTrue(call.Text("include_all_metadata"));
        return new()
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([.. page.Select(m => m.ToJson(api.Workspace, withMetadata))]),
            ["has_more"] = more,
            ["response_metadata"] = new JsonObject { ["next_cursor"] = more ? Encode(rest[page.Count].Ts) : "" },
        };
    }

    private static bool IsTrue(string? text) => text is "true" or "1";

    private static string Encode(string ts) => Convert.ToBase64String(Encoding.ASCII.GetBytes(CursorPrefix + ts));

    private static string? Decode(string cursor)
    {
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is var text && text.StartsWith(CursorPrefix, StringComparison.Ordinal)
                ? text[CursorPrefix.Length..]
                : null;
    }
}
