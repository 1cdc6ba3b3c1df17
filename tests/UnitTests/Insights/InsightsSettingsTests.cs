using ChatPlatform.Infrastructure.Insights;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatPlatform.UnitTests.Insights;

public sealed class InsightsSettingsTests
{
    [Fact]
    public void From_Nothing_IsTheDefaults() => From().ShouldBe(new InsightsSettings(90, 30));

    [Fact]
    public void From_Days_AreRead() =>
        From(("Insights:EventLogDays", "3650"), ("Insights:LogMessageDays", "1")).ShouldBe(new InsightsSettings(3_650, 1));

    [Theory]
    [InlineData("0")]
    [InlineData("3651")]
    [InlineData("-1")]
    [InlineData("a week")]
    public void From_WrongDays_StopsTheStartNamingTheSetting(string value) =>
        Should.Throw<OptionsValidationException>(() => From(("Insights:LogMessageDays", value)))
            .Message.ShouldBe($"Insights:LogMessageDays must be a whole number from 1 to 3650, not '{value}'.");

    private static InsightsSettings From(params (string Key, string Value)[] settings) => InsightsSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)))
        .Build());
}
