using System.Globalization;
using System.Net;
using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Infrastructure.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Reads and checks <see cref="KakaoOptions"/>.</summary>
internal static class KakaoSettings
{
    private const string SecretName = "KAKAO_SKILL_SECRET";
    private const int SecretMinLength = 16;
    private const int SecretMaxLength = 256;

    public static KakaoOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Kakao");
        var usual = new KakaoOptions();
        var isDevelopment = environment.IsDevelopment();
        var secret = SecretOf(section["SkillSecret"], isDevelopment);
        return new()
        {
            Secret = secret,
            IsOpen = isDevelopment && secret is null,
            Addresses = AddressesOf(section["SkillAddresses"]),
            CallbackHosts = section["CallbackHosts"] is { } hosts && !string.IsNullOrWhiteSpace(hosts) ? HostsOf(hosts) : usual.CallbackHosts,
            AllowsLoopback = isDevelopment,
            QuickWithCallback = Seconds(section["QuickSecondsWithCallback"], "KAKAO_QUICK_SECONDS", 0, 4, usual.QuickWithCallback),
            QuickWithoutCallback = Seconds(
                section["QuickSecondsWithoutCallback"], "KAKAO_QUICK_SECONDS_NO_CALLBACK", 0, 4.2, usual.QuickWithoutCallback),
            CallbackTimeout = Seconds(section["CallbackTimeoutSeconds"], "Kakao:CallbackTimeoutSeconds", 1, 10, usual.CallbackTimeout),
        };
    }

    private static SkillSecret? SecretOf(string? text, bool isDevelopment)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length > SecretMaxLength || text.Any(c => c is <= ' ' or > '~'))
        {
            throw Invalid($"{SecretName} must be 1 to {SecretMaxLength} visible ASCII characters without spaces.");
        }

        if (!isDevelopment && (text.Length < SecretMinLength || Placeholders.Include(text)))
        {
            throw Invalid(
                $"{SecretName} is shorter than {SecretMinLength} characters or looks like a placeholder; "
                + "outside Development set a random one, made with 'openssl rand -base64 32'.");
        }

        return new(text);
    }

    private static IReadOnlyList<IPNetwork> AddressesOf(string? text) => string.IsNullOrWhiteSpace(text)
        ? []
        : Networks.Parse(text) ?? throw Invalid($"KAKAO_SKILL_ADDRESSES is '{text}', but must be {Networks.Expected}.");

    private static string[] HostsOf(string text)
    {
        var hosts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hosts.Length > 0 && Array.TrueForAll(hosts, IsHost)
            ? hosts
            : throw Invalid($"KAKAO_CALLBACK_HOSTS is '{text}', but must be host names with commas between them, such as 'kakao.com'.");
    }

    // a name without a dot would allow a whole top-level domain, an address would be allowed by how it is written
    private static bool IsHost(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns && text.Contains('.') && !text.EndsWith('.') && text.All(char.IsAscii);

    private static TimeSpan Seconds(string? text, string shown, double least, double most, TimeSpan otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? TimeSpan.FromSeconds(value)
            : throw Invalid(string.Create(CultureInfo.InvariantCulture, $"{shown} is '{text}', but must be seconds from {least} to {most}."));
    }

    private static OptionsValidationException Invalid(string sentence) => new(nameof(KakaoOptions), typeof(KakaoOptions), [sentence]);
}
