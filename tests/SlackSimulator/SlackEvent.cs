using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary>An event in its envelope. A retry sends the very same bytes.</summary>
/// <param name="Id">The <c>event_id</c>.</param>
/// <param name="Body">UTF-8.</param>
public sealed record SlackEvent(string Id, byte[] Body)
{
    /// <summary>In an <c>event_callback</c>.</summary>
    public static SlackEvent Of(JsonObject inner, Workspace workspace, TimeProvider clock)
    {
        var id = "Ev" + RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 9);
        var envelope = new JsonObject
        {
            ["token"] = "verification-token-of-old",
            ["team_id"] = workspace.ChannelsMadeBy ?? workspace.TeamId,
            ["api_app_id"] = workspace.AppId,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = id,
            ["event_time"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null,
                ["team_id"] = workspace.TeamId,
                ["user_id"] = workspace.BotUserId,
                ["is_bot"] = true,
                ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = workspace.ChannelsMadeBy is not null,
            ["event_context"] = $"4-{id}",
        };
        return new(id, JsonSerializer.SerializeToUtf8Bytes(envelope));
    }

    /// <summary>What Slack sends when the address is entered.</summary>
    public static SlackEvent UrlVerification(string challenge) => new("", JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject { ["token"] = "verification-token-of-old", ["challenge"] = challenge, ["type"] = "url_verification" }));
}
