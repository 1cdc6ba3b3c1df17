using System.Globalization;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;
using ChatPlatform.Infrastructure.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Access;

/// <summary>Reads and checks <see cref="AccessOptions"/>.</summary>
internal static class AccessSettings
{
    private const string AdminKeyName = "CHATPLATFORM_ADMIN_KEY";
    private const int AdminKeyMinLength = 32;
    private const int MostPerMinute = 1_000_000;

    public static AccessOptions From(IConfiguration configuration, IHostEnvironment environment) => new()
    {
        AdminKey = AdminKey(configuration, environment),
        RateLimitPerMinute = Number(configuration, "Access:RateLimitPerMinute", "RATE_LIMIT_PER_MINUTE", 0, new AccessOptions().RateLimitPerMinute),
        SignInPerMinute = Number(configuration, "Access:SignInPerMinute", null, 1, new AccessOptions().SignInPerMinute),
        ChannelPerMinute = Number(configuration, "Access:ChannelPerMinute", null, 0, new AccessOptions().ChannelPerMinute),
    };

    private static Secret? AdminKey(IConfiguration configuration, IHostEnvironment environment)
    {
        var text = configuration["Access:AdminKey"] is { Length: > 0 } own ? own : configuration[AdminKeyName];
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length > Secret.MaxLength || text.Any(c => c is <= ' ' or > '~'))
        {
            throw Invalid($"{AdminKeyName} must be 1 to {Secret.MaxLength} visible ASCII characters without spaces.");
        }

        if (environment.IsDevelopment())
        {
            return new Secret(text);
        }

        if (text.Length < AdminKeyMinLength)
        {
            throw Invalid(
                $"{AdminKeyName} must have at least {AdminKeyMinLength} characters outside Development; make one with 'openssl rand -base64 32'.");
        }

        if (Placeholders.Include(text))
        {
            throw Invalid($"{AdminKeyName} looks like a placeholder; outside Development set a random one, made with 'openssl rand -base64 32'.");
        }

        return new Secret(text);
    }

    private static int Number(IConfiguration configuration, string name, string? shortName, int least, int otherwise)
    {
        var (text, shown) = (configuration[name], name);
        if (string.IsNullOrWhiteSpace(text) && shortName is not null)
        {
            (text, shown) = (configuration[shortName], shortName);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= MostPerMinute
            ? value
            : throw Invalid($"{shown} must be a whole number from {least} to {MostPerMinute}, not '{text}'.");
    }

    private static OptionsValidationException Invalid(string sentence) => new(nameof(AccessOptions), typeof(AccessOptions), [sentence]);
}
