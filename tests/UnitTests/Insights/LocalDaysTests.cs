using System.Globalization;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;

namespace ChatPlatform.UnitTests.Insights;

public sealed class LocalDaysTests
{
    [Theory]
    [InlineData("Asia/Seoul", "2026-03-01", "2026-02-28T15:00:00Z", 24)]
    [InlineData("Asia/Kolkata", "2026-03-01", "2026-02-28T18:30:00Z", 24)]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", 23)]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 25)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", 24.5)]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", 25)] // midnight comes twice
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z", 23)] // midnight is skipped
    public void Between_OneDay_BeginsAtItsFirstMoment(string zone, string day, string start, double hours)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);

        var days = LocalDays.Between(date, date, TimeZoneInfo.FindSystemTimeZoneById(zone));

        days.Starts.ShouldBe([DateTimeOffset.Parse(start, CultureInfo.InvariantCulture)]);
        (days.End - days.Starts[0]).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Fact]
    public void IndexOf_EveryQuarterOfAYear_IsTheDayOfItsLocalDate()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var first = new DateOnly(2026, 1, 1);
        var days = LocalDays.Between(first, new DateOnly(2026, 12, 31), zone);

        for (var time = days.Starts[0]; time < days.End; time += QuarterHour.Length)
        {
            first.AddDays(days.IndexOf(time)).ShouldBe(time.DayIn(zone));
        }
    }

    [Fact]
    public void Starts_EveryZoneOfToday_AreStartsOfQuarters()
    {
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            LocalDays.Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), zone).Starts
                .ShouldAllBe(start => QuarterHour.Of(start) == start, zone.Id);
        }
    }
}
