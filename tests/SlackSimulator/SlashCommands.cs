using System.Text.Json;

namespace ChatPlatform.SlackSimulator;

/// <summary>Slash commands, form-encoded as Slack does.</summary>
public sealed class SlashCommands(Wire wire, WebApi api, Uri target)
{
    /// <param name="command">Such as <c>/ask</c>.</param>
    /// <param name="text">After it, as it is typed.</param>
    /// <param name="user">Who types it.</param>
    /// <param name="channel">Where.</param>
    /// <param name="onMessage">Told of what comes to the <c>response_url</c>.</param>
    public async Task<Ack> RunAsync(
        string command, string text, string user, string channel, Action<JsonElement> onMessage, CancellationToken cancellationToken)
    {
        api.Channels.Open(channel);
        using var form = new FormUrlEncodedContent(
        [
            new("token", "verification-token-of-old"),
            new("team_id", api.Workspace.TeamId),
            new("team_domain", "simulator"),
            new("channel_id", channel),
            new("channel_name", channel.StartsWith('D') ? "directmessage" : "general"),
            new("user_id", user),
            new("user_name", "simulator"),
            new("command", command),
            new("text", Escaped(text)),
            new("api_app_id", api.Workspace.AppId),
            new("is_enterprise_install", "false"),
            new("response_url", api.Url + api.ResponseUrls.Issue(onMessage)),
            new("trigger_id", $"{api.MessageClock.Next()}.sim"),
        ]);
        var body = await form.ReadAsByteArrayAsync(cancellationToken);
        return await wire.PostAsync(new(target, "/slack/commands"), body, Wire.Form, retry: null, Disguise.None, cancellationToken);
    }

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
