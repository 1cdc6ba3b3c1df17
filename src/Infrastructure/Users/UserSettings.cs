using ChatPlatform.Application.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Users;

/// <summary>Reads and checks <see cref="UserOptions"/>.</summary>
internal static class UserSettings
{
    public static UserOptions From(IConfiguration configuration) => new()
    {
        Summary = Switch(configuration["Users:Summary"]),
    };

    private static bool Switch(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" or "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        _ => throw Invalid($"USER_SUMMARY must be true or false, not '{text}'."),
    };

    private static OptionsValidationException Invalid(string sentence) => new(nameof(UserOptions), typeof(UserOptions), [sentence]);
}
