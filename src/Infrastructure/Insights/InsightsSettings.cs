using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>Settings of section <c>Insights</c>.</summary>
/// <param name="EventLogDays">For how many days events are kept, 1–3650; <c>EVENT_LOG_DAYS</c>.</param>
/// <param name="LogMessageDays">For how many days log messages are kept, 1–3650; <c>LOG_MESSAGE_DAYS</c>.</param>
/// <param name="RollUpSeconds">From one roll-up of the statistics to the next, 1–3600; <c>ROLLUP_SECONDS</c>.</param>
internal sealed record InsightsSettings(int EventLogDays = 90, int LogMessageDays = 30, int RollUpSeconds = 300)
{
    private const int MostDays = 3_650;
    private const int MostSeconds = 3_600;

    public static InsightsSettings From(IConfiguration configuration)
    {
        var defaults = new InsightsSettings();
        return new(
            Number(configuration, "Insights:EventLogDays", defaults.EventLogDays, MostDays),
            Number(configuration, "Insights:LogMessageDays", defaults.LogMessageDays, MostDays),
            Number(configuration, "Insights:RollUpSeconds", defaults.RollUpSeconds, MostSeconds));
    }

    private static int Number(IConfiguration configuration, string key, int otherwise, int most)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new OptionsValidationException(
                nameof(InsightsSettings), typeof(InsightsSettings), [$"{key} must be a whole number from 1 to {most}, not '{text}'."]);
    }
}
