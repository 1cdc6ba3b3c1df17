using ChatPlatform.Domain.Channels;

namespace ChatPlatform.Application.Channels;

/// <summary>Settings of section <c>Slack</c>.</summary>
public sealed record SlackOptions
{
    /// <summary>None: the channel is closed.</summary>
    public IReadOnlyList<SlackWorkspace> Workspaces { get; init; } = [];

    /// <summary>Slack's Web API, without a slash at the end; https outside Development. <c>SLACK_API_URL</c>.</summary>
    public Uri ApiUrl { get; init; } = new("https://slack.com/api");

    /// <summary>True in Development: the Web API may be on this machine.</summary>
    public bool AllowsLoopback { get; init; }

    /// <summary>From the first attempt to connect to the last byte of Slack's response, 1–30 s.</summary>
    public TimeSpan PostTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The least time between two posts into one channel, 0–60 s; Slack allows about one a second. <c>SLACK_POST_PAUSE_MS</c>.</summary>
    public TimeSpan PostPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The one that an event or command is for: one that names team and app before one that takes any. Null when there is none.</summary>
    public static SlackWorkspace? Choose(IEnumerable<SlackWorkspace> among, string team, string app) => among
        .Where(w => (w.TeamId ?? team) == team && (w.AppId ?? app) == app)
        .OrderByDescending(w => (w.TeamId is null ? 0 : 2) + (w.AppId is null ? 0 : 1))
        .FirstOrDefault();
}

/// <summary>An app that is installed in a workspace, and who answers there.</summary>
public sealed record SlackWorkspace
{
    public const string DefaultRobeing = "robi";

    /// <summary>Checks what comes from Slack; <c>SLACK_SIGNING_SECRET</c>.</summary>
    public required SlackSigningSecret SigningSecret { get; init; }

    /// <summary>For posting, <c>xoxb-…</c>; <c>SLACK_BOT_TOKEN</c>.</summary>
    public required string BotToken { get; init; }

    /// <summary><c>T…</c>; null for any.</summary>
    public string? TeamId { get; init; }

    /// <summary><c>A…</c>; null for any.</summary>
    public string? AppId { get; init; }

    /// <summary>Who answers; <c>SLACK_ROBEING</c>. It is made at the start.</summary>
    public string RobeingId { get; init; } = DefaultRobeing;

    /// <summary>Channels (<c>C…</c>) in which another robeing answers.</summary>
    public IReadOnlyDictionary<string, string> ChannelRobeings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Channels in which every message is answered, also without a mention.</summary>
    public IReadOnlySet<string> OpenChannels { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>People (<c>U…</c>) who may change the robeing's settings by command; empty: nobody, in Development everybody. <c>SLACK_ADMINS</c>.</summary>
    public IReadOnlySet<string> Admins { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>In Development everybody is one, where nobody is named.</summary>
    public bool IsOpenToChanges { get; init; }

    public bool MayChange(string user) => Admins.Count == 0 ? IsOpenToChanges : Admins.Contains(user);

    /// <summary>All who answer in it.</summary>
    public IEnumerable<string> Robeings => ChannelRobeings.Values.Prepend(RobeingId);

    public string RobeingFor(string channel) => ChannelRobeings.GetValueOrDefault(channel, RobeingId);

    /// <summary>Without what is secret.</summary>
    public override string ToString() => $"Slack workspace {TeamId ?? "any"}, app {AppId ?? "any"}";
}
