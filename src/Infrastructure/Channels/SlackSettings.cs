using System.Globalization;
using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Infrastructure.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Reads and checks <see cref="SlackOptions"/>: one app by short names, more under <c>Slack:Workspaces:0…</c>.</summary>
internal static class SlackSettings
{
    private const int SecretMinLength = 16;
    private const int SecretMaxLength = 256;
    private const int IdMaxLength = 20;

    public static SlackOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Slack");
        var isDevelopment = environment.IsDevelopment();
        var usual = new SlackOptions();
        return new()
        {
            Workspaces = Distinct([.. WorkspacesOf(section, isDevelopment)]),
            ApiUrl = UrlOf(section["ApiUrl"], isDevelopment) ?? usual.ApiUrl,
            AllowsLoopback = isDevelopment,
            PostTimeout = Within(section["PostTimeoutMs"], "Slack:PostTimeoutMs", 1_000, 30_000, usual.PostTimeout),
            PostPause = Within(section["PostPauseMs"], "SLACK_POST_PAUSE_MS", 0, 60_000, usual.PostPause),
        };
    }

    private static IEnumerable<SlackWorkspace> WorkspacesOf(IConfigurationSection section, bool isDevelopment)
    {
        // one app in several workspaces has one secret, and so one object for it
        var secrets = new Dictionary<string, SlackSigningSecret>(StringComparer.Ordinal);
        // the short names stand beside the list
        if (section["SigningSecret"] is { Length: > 0 } || section["BotToken"] is { Length: > 0 })
        {
            yield return WorkspaceOf(section, secrets, isDevelopment, "SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN");
        }

        foreach (var one in section.GetSection("Workspaces").GetChildren())
        {
            yield return WorkspaceOf(one, secrets, isDevelopment, $"{one.Path}:SigningSecret", $"{one.Path}:BotToken");
        }
    }

    /// <summary>An answer goes out by the entry that its question came in by: it must be told from the others by team and app.</summary>
    private static IReadOnlyList<SlackWorkspace> Distinct(IReadOnlyList<SlackWorkspace> workspaces)
    {
        // a bot token belongs to one workspace: an entry for whatever comes would answer the others' with the wrong one
        var isOpen = workspaces.Count > 1 && workspaces.Any(w => w.TeamId is null);
        return isOpen || workspaces.DistinctBy(w => (w.TeamId, w.AppId)).Count() < workspaces.Count
            ? throw Invalid(
                "Slack:Workspaces: several entries need a TeamId each, and two apps in one workspace an AppId each. SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN "
                + "are an entry as well; its team is Slack:TeamId.")
            : workspaces;
    }

    private static SlackWorkspace WorkspaceOf(
        IConfigurationSection section, Dictionary<string, SlackSigningSecret> secrets, bool isDevelopment, string secretName, string tokenName) => new()
        {
            SigningSecret = SecretOf(section["SigningSecret"], secretName, isDevelopment) is var text && secrets.TryGetValue(text, out var known)
            ? known
            : secrets[text] = new SlackSigningSecret(text),
            BotToken = SecretOf(section["BotToken"], tokenName, isDevelopment),
            TeamId = IdOf(section, "TeamId"),
            AppId = IdOf(section, "AppId"),
            RobeingId = RobeingOf(section["Robeing"] ?? SlackWorkspace.DefaultRobeing, $"{section.Path}:Robeing"),
            ChannelRobeings = section.GetSection("ChannelRobeings").GetChildren()
            .ToDictionary(c => c.Key, c => RobeingOf(c.Value ?? "", c.Path), StringComparer.Ordinal),
            OpenChannels = ListOf(section["OpenChannels"]),
            Admins = ListOf(section["Admins"]),
            IsOpenToChanges = isDevelopment,
        };

    private static string SecretOf(string? text, string name, bool isDevelopment)
    {
        if (string.IsNullOrEmpty(text) || text.Length > SecretMaxLength || text.Any(c => c is <= ' ' or > '~'))
        {
            throw Invalid($"{name} must be set to 1 to {SecretMaxLength} visible ASCII characters without spaces: an app of Slack has a signing secret and a bot token.");
        }

        return isDevelopment || (text.Length >= SecretMinLength && !Placeholders.Include(text))
            ? text
            : throw Invalid($"{name} is shorter than {SecretMinLength} characters or looks like a placeholder; take it from the pages of the Slack app.");
    }

    private static string? IdOf(IConfigurationSection section, string key) => section[key] switch
    {
        null or "" => null,
        { Length: <= IdMaxLength } id when id.All(char.IsAsciiLetterOrDigit) => id,
        var other => throw Invalid($"{section.Path}:{key} is '{other}', but must be an id of Slack's, such as T012ABCDE."),
    };

    private static string RobeingOf(string text, string name) => IRobeings.IsId(text)
        ? text
        : throw Invalid($"{name} is '{text}', but must be a robeing's id: 1 to {IRobeings.IdMaxLength} lower-case letters, digits, '-' and '_'.");

    private static HashSet<string> ListOf(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static Uri? UrlOf(string? text, bool isDevelopment)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && new OutboundTargets([url.Host], isDevelopment).Refuse(text) is null
            ? url
            : throw Invalid($"SLACK_API_URL is '{text}', but must be an https URL such as https://slack.com/api.");
    }

    private static TimeSpan Within(string? text, string name, int least, int most, TimeSpan otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? TimeSpan.FromMilliseconds(value)
            : throw Invalid($"{name} is '{text}', but must be milliseconds from {least} to {most}.");
    }

    private static OptionsValidationException Invalid(string sentence) => new(nameof(SlackOptions), typeof(SlackOptions), [sentence]);
}
