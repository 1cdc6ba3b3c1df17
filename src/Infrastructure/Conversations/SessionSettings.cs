using System.Globalization;
using ChatPlatform.Application.Conversations.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Conversations;

/// <summary>Reads and checks <see cref="SessionOptions"/>.</summary>
internal static class SessionSettings
{
    private const int MostMinutes = 525_600;

    public static SessionOptions From(IConfiguration configuration)
    {
        var text = configuration["Conversations:SessionTimeoutMinutes"];
        if (string.IsNullOrEmpty(text))
        {
            return new();
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MostMinutes
            ? new() { IdleTimeout = TimeSpan.FromMinutes(minutes) }
            : throw new OptionsValidationException(
                nameof(SessionOptions),
                typeof(SessionOptions),
                [$"SESSION_TIMEOUT_MINUTES is '{text}', but must be a whole number from 1 to {MostMinutes}."]);
    }
}
