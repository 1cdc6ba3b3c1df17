using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary>The inner events, as Slack writes them.</summary>
internal static class Happenings
{
    public static JsonObject AppMention(ChannelMessage message)
    {
        var json = Basic("app_mention", message);
        json["client_msg_id"] = ClientId(message);
        return json;
    }

    /// <param name="message">A person's or a bot's.</param>
    /// <param name="subtype"><c>file_share</c>, <c>thread_broadcast</c> or none.</param>
    public static JsonObject Message(ChannelMessage message, string? subtype = null)
    {
        var json = Basic("message", message);
        json["channel_type"] = message.ChannelType;
        if (subtype is not null)
        {
            json["subtype"] = subtype;
        }

        if (subtype is "file_share")
        {
            json["files"] = new JsonArray(new JsonObject { ["id"] = "F0SIM", ["name"] = "사진.png", ["mimetype"] = "image/png" });
        }

        if (message.BotId is not null)
        {
            json["bot_id"] = message.BotId;
        }
        else
        {
            json["client_msg_id"] = ClientId(message);
        }

        return json;
    }

    public static JsonObject Changed(ChannelMessage message, string ts) => About("message_changed", message, ts, json =>
    {
        var edited = Basic("message", message);
        edited["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = ts };
        json["message"] = edited;
        json["previous_message"] = Basic("message", message with { Text = "전에 쓴 글" });
    });

    public static JsonObject Edited(ChannelMessage message, string ts)
    {
        var json = AppMention(message);
        json["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = ts };
        return json;
    }

    public static JsonObject Deleted(ChannelMessage message, string ts) => About("message_deleted", message, ts, json =>
    {
        json["deleted_ts"] = message.Ts;
        json["previous_message"] = Basic("message", message);
    });

    public static JsonObject Joined(ChannelMessage message)
    {
        var json = Message(message, "channel_join");
        json["text"] = $"<@{message.User}> has joined the channel. {message.Text}";
        return json;
    }

    public static JsonObject Reaction(ChannelMessage message, string ts) => new()
    {
        ["type"] = "reaction_added",
        ["user"] = message.User,
        ["reaction"] = "thumbsup",
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = message.Channel, ["ts"] = message.Ts },
        ["item_user"] = message.User,
        ["event_ts"] = ts,
    };

    private static JsonObject Basic(string type, ChannelMessage message)
    {
        var json = new JsonObject
        {
            ["type"] = type,
            ["user"] = message.User,
            ["text"] = message.Text,
            ["ts"] = message.Ts,
            ["channel"] = message.Channel,
            ["event_ts"] = message.Ts,
            ["blocks"] = new JsonArray(new JsonObject { ["type"] = "rich_text", ["block_id"] = "sim", ["elements"] = new JsonArray() }),
        };
        if (message.ThreadTs is not null)
        {
            json["thread_ts"] = message.ThreadTs;
        }

        return json;
    }

    private static JsonObject About(string subtype, ChannelMessage message, string ts, Action<JsonObject> add)
    {
        var json = new JsonObject
        {
            ["type"] = "message",
            ["subtype"] = subtype,
            ["hidden"] = true,
            ["channel"] = message.Channel,
            ["channel_type"] = message.ChannelType,
            ["ts"] = ts,
            ["event_ts"] = ts,
        };
        add(json);
        return json;
    }

    private static string ClientId(ChannelMessage message) => $"sim-{message.Channel}-{message.Ts}";
}
