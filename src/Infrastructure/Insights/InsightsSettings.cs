using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>Settings of section <c>Insights</c>.</summary>
/// <param name="EventLogDays">For how many days events are kept, 1–3650; <c>EVENT_LOG_DAYS</c>.</param>
/// <param name="LogMessageDays">For how many days log messages are kept, 1–3650; <c>LOG_MESSAGE_DAYS</c>.</param>
internal sealed record InsightsSettings(int EventLogDays = 90, int LogMessageDays = 30)
{
    private const int MostDays = 3_650;

    public static InsightsSettings From(IConfiguration configuration)
    {
        var defaults = new InsightsSettings();
        return new(
            Days(configuration, "Insights:EventLogDays", defaults.EventLogDays),
            Days(configuration, "Insights:LogMessageDays", defaults.LogMessageDays));
    }

    private static int Days(IConfiguration configuration, string key, int otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays
            ? days
            : throw new OptionsValidationException(
                nameof(InsightsSettings), typeof(InsightsSettings), [$"{key} must be a whole number from 1 to {MostDays}, not '{text}'."]);
    }
}
