using System.Globalization;
using ChatPlatform.Application.Common;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace ChatPlatform.Api.Hosting;

/// <summary>A setting under the short name that people know it by.</summary>
/// <param name="Name">As in the environment and in <c>.env</c>.</param>
/// <param name="Key">The configuration key it stands for; null when the short name itself is read.</param>
/// <param name="Expected">What the value must be; null when the module that reads it checks it.</param>
/// <param name="IsValid">Whether a value is <paramref name="Expected"/>.</param>
internal sealed record Setting(string Name, string? Key = null, string? Expected = null, Func<string, bool>? IsValid = null);

/// <summary>Settings from appsettings, environment, <c>.env</c> and the short names people know; docs/settings.md lists them.</summary>
internal static class Settings
{
    /// <summary>Of request bodies; endpoints that take files raise it for themselves.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Room for a search text in percent-encoded Hangul, nine bytes a syllable.</summary>
    private const int MaxRequestLineBytes = 16 * 1024;

    private const int DefaultPort = 5000;

    public static IReadOnlyList<Setting> All { get; } =
    [
        Number("PORT", null, 0, 65535),
        new("HOST", null, "a host name or address to listen on, such as localhost or 0.0.0.0", v => Uri.CheckHostName(v.Trim('[', ']')) != UriHostNameType.Unknown),
        new(TrustedProxies.Setting, null, Networks.Expected, TrustedProxies.IsValid),
        new("LOG_LEVEL", null, LoggingSetup.Expected, v => LoggingSetup.LevelOf(v) is not null),
        new("DEBUG", null, "true or false", v => BoolOf(v) is not null),
        new("DATABASE_URL"),
        new("CHATPLATFORM_DATA"),
        new("CHATPLATFORM_POSTGRES_BIN"),
        new("CHATPLATFORM_ADMIN_KEY"),
        Number("CHATPLATFORM_POSTGRES_CONNECTIONS", null, 10, 1000),
        Number("CHATPLATFORM_POSTGRES_BUFFERS_MB", null, 16, 65_536),
        Number("RATE_LIMIT_PER_MINUTE", "Access:RateLimitPerMinute", 0, 1_000_000),
        new("SESSION_TIMEOUT_MINUTES", "Conversations:SessionTimeoutMinutes"),
        new("INTENT_CLASSIFIER", "Conversations:IntentClassifier", "rules or model", v => v.ToLowerInvariant() is "rules" or "model"),
        new("USER_SUMMARY", "Users:Summary", "true or false", v => BoolOf(v) is not null),
        new("ROBEING_ADVANCED_MODEL", "Robeings:AdvancedModel"),
        Number("ROBEING_MAX_TOKENS", "Robeings:MaxTokens", 1, 1_000_000),
        Number("EVENT_LOG_DAYS", "Insights:EventLogDays", 1, 3_650),
        Number("LOG_MESSAGE_DAYS", "Insights:LogMessageDays", 1, 3_650),
        Number("ROLLUP_SECONDS", "Insights:RollUpSeconds", 1, 3_600),
        new("LLM_PROVIDER", "Llm:Provider"),
        new("OPENAI_API_KEY", "Llm:ApiKey"),
        new("OPENAI_BASE_URL", "Llm:BaseUrl"),
        new("OPENAI_MODEL", "Llm:Model"),
        new("OPENAI_TEMPERATURE", "Llm:Temperature"),
        new("OPENAI_MAX_TOKENS", "Llm:MaxTokens"),
        new("MIDM_BASE_URL", "Llm:MidmBaseUrl"),
        Number("AI_WORKER_PARALLELISM", "Tasks:Parallelism", 1, 256),
        Number("AI_QUEUE_LIMIT", "Tasks:QueueLimit", 1, 1_000_000),
        Number("HELD_ANSWER_HOURS", "Tasks:HeldAnswerHours", 1, 8_760),
        Number("TASK_RETENTION_DAYS", "Tasks:RetentionDays", 0, 3_650),
        new("KAKAO_SKILL_SECRET", "Kakao:SkillSecret"),
        new("KAKAO_SKILL_ADDRESSES", "Kakao:SkillAddresses"),
        new("KAKAO_CALLBACK_HOSTS", "Kakao:CallbackHosts"),
        new("KAKAO_QUICK_SECONDS", "Kakao:QuickSecondsWithCallback"),
        new("KAKAO_QUICK_SECONDS_NO_CALLBACK", "Kakao:QuickSecondsWithoutCallback"),
        new("SLACK_SIGNING_SECRET", "Slack:SigningSecret"),
        new("SLACK_BOT_TOKEN", "Slack:BotToken"),
        new("SLACK_API_URL", "Slack:ApiUrl"),
        new("SLACK_ROBEING", "Slack:Robeing"),
        new("SLACK_OPEN_CHANNELS", "Slack:OpenChannels"),
        new("SLACK_ADMINS", "Slack:Admins"),
        Number("SLACK_POST_PAUSE_MS", "Slack:PostPauseMs", 0, 60_000),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", null, "an http(s) URL", IsHttpUrl),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", null, "grpc or http/protobuf", v => v is "grpc" or "http/protobuf"),
        new("OTEL_EXPORTER_OTLP_HEADERS"),
        new("OTEL_SERVICE_NAME"),
    ];

    public static WebApplicationBuilder AddSettings(this WebApplicationBuilder builder)
    {
        AddFile(builder, Path.Combine(Directory.GetCurrentDirectory(), SettingsFile.Name));
        AddShortNames(builder.Configuration);
        LoggingSetup.Add(builder);
        Listen(builder);
        return builder;
    }

    public static bool? BoolOf(string? text) => text?.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        _ => null,
    };

    /// <summary>Below the real environment, above appsettings.</summary>
    private static void AddFile(WebApplicationBuilder builder, string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        Dictionary<string, string?> values;
        try
        {
            values = SettingsFile.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} cannot be read: {e.Message}", e);
        }

        // the environment's name was decided before this file was read, so it is set by hand
        foreach (var name in new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" })
        {
            if (values.GetValueOrDefault(name) is { Length: > 0 } environment && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            {
                builder.Environment.EnvironmentName = environment;
            }
        }

        var sources = builder.Configuration.Sources;
        var above = sources.OfType<EnvironmentVariablesConfigurationSource>().LastOrDefault(s => string.IsNullOrEmpty(s.Prefix));
        sources.Insert(above is null ? sources.Count : sources.IndexOf(above), new MemoryConfigurationSource { InitialData = values });
    }

    private static void AddShortNames(ConfigurationManager configuration)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in All)
        {
            if (configuration[setting.Name] is not { } raw || raw.Trim() is not { Length: > 0 } value)
            {
                continue;
            }

            if (setting.IsValid?.Invoke(value) == false)
            {
                throw new StartException($"{setting.Name} is '{value}', but must be {setting.Expected}.");
            }

            if (setting.Key is not null)
            {
                keys[setting.Key] = value;
            }
        }

        configuration.AddInMemoryCollection(keys);
    }

    /// <summary>Loopback unless told otherwise: what is open to the network is opened on purpose.</summary>
    private static void Listen(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isGiven = configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isGiven)
        {
            var port = configuration["PORT"] is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : DefaultPort;
            var host = configuration["HOST"] is { Length: > 0 } name ? name.Trim().Trim('[', ']') : port == 0 ? "127.0.0.1" : "localhost";
            builder.WebHost.UseUrls($"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
    }

    private static Setting Number(string name, string? key, int least, int most) => new(
        name,
        key,
        $"a whole number from {least} to {most}",
        v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    private static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
