using ChatPlatform.Infrastructure.Conversations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class SessionSettingsTests
{
    [Theory]
    [InlineData(null, 30)]
    [InlineData("", 30)]
    [InlineData("1", 1)]
    [InlineData("525600", 525_600)]
    public void Timeout_Acceptable_IsTaken(string? text, int minutes) => IdleTimeoutOf(text).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("525601")]
    [InlineData("soon")]
    public void Timeout_Wrong_StopsTheStartNamingTheSetting(string text) =>
        Should.Throw<OptionsValidationException>(() => IdleTimeoutOf(text)).Message.ShouldStartWith($"SESSION_TIMEOUT_MINUTES is '{text}'");

    private static TimeSpan IdleTimeoutOf(string? text) => SessionSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("Conversations:SessionTimeoutMinutes", text)]).Build()).IdleTimeout;
}
