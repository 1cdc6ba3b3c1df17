using System.Globalization;

namespace ChatPlatform.Api.Common;

/// <summary>Reads the <c>from</c>, <c>to</c> and <c>tz</c> of a list: a date in the zone, or a time. What is wrong goes into the errors by field.</summary>
internal static class QueryTimes
{
    /// <summary>UTC when absent or unknown.</summary>
    public static TimeZoneInfo Zone(string? tz, Dictionary<string, string[]> errors)
    {
        var zone = TimeZoneInfo.Utc;
        if (tz is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(tz, out zone))
        {
            errors["tz"] = ["Not a time zone; use a name such as Asia/Seoul."];
        }

        return zone ?? TimeZoneInfo.Utc;
    }

    /// <summary>The start of a day, or a time.</summary>
    public static DateTimeOffset? From(string? text, TimeZoneInfo zone, Dictionary<string, string[]> errors) => Bound("from", text, zone, 0, errors);

    /// <summary>The end of a day, or a time.</summary>
    public static DateTimeOffset? To(string? text, TimeZoneInfo zone, Dictionary<string, string[]> errors) => Bound("to", text, zone, 1, errors);

    private static DateTimeOffset? Bound(string name, string? text, TimeZoneInfo zone, int addDays, Dictionary<string, string[]> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // the first and the last day that there are begin or end outside of time in some zone
            if (day > DateOnly.MinValue && day < DateOnly.MaxValue)
            {
                var local = day.AddDays(addDays).ToDateTime(TimeOnly.MinValue);
                return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            }
        }
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime();
        }

        errors[name] = ["A date such as 2026-11-01, from 0001-01-02 to 9999-12-30, or a time such as 2026-11-01T09:00:00Z."];
        return null;
    }
}
