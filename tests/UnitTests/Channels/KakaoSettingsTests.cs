using ChatPlatform.Application.Channels;
using ChatPlatform.Infrastructure.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace ChatPlatform.UnitTests.Channels;

public sealed class KakaoSettingsTests
{
    private const string Good = "vY3u8Zk1mQ9pL0sT";

    [Theory]
    [InlineData("vY3u8Zk1mQ9pL0s")]
    [InlineData("changeme-changeme-changeme")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("two words of a secret")]
    public void Secret_PoorOutsideDevelopment_StopsTheStartNamingTheSetting(string secret)
    {
        var failure = Should.Throw<OptionsValidationException>(() => From("Production", ("Kakao:SkillSecret", secret)));

        failure.Message.ShouldContain("KAKAO_SKILL_SECRET");
        failure.Message.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("Production", Good)]
    [InlineData("Development", "changeme")]
    public void Secret_Acceptable_IsAskedFor(string environment, string secret)
    {
        var options = From(environment, ("Kakao:SkillSecret", secret));

        options.Secret.ShouldNotBeNull().Matches(secret).ShouldBeTrue();
        options.IsOpen.ShouldBeFalse();
        options.ToString().ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Staging", false)]
    [InlineData("Development", true)]
    public void Secret_Unset_IsOpenInDevelopmentOnly(string environment, bool isOpen)
    {
        var options = From(environment, ("Kakao:SkillSecret", ""));

        options.Secret.ShouldBeNull();
        options.IsOpen.ShouldBe(isOpen);
        options.AllowsLoopback.ShouldBe(isOpen);
    }

    [Fact]
    public void Options_Unset_AreTheDefaults() => From("Production").ShouldSatisfyAllConditions(
        o => o.Addresses.ShouldBeEmpty(),
        o => o.CallbackHosts.ShouldBe(["kakao.com"]),
        o => o.QuickWithCallback.ShouldBe(TimeSpan.FromSeconds(1.5)),
        o => o.QuickWithoutCallback.ShouldBe(TimeSpan.FromSeconds(4)),
        o => o.CallbackTimeout.ShouldBe(TimeSpan.FromSeconds(5)));

    [Fact]
    public void Options_Set_AreTaken() => From(
            "Production",
            ("Kakao:SkillAddresses", "10.0.0.0/8, 203.0.113.7"),
            ("Kakao:CallbackHosts", "kakao.com, bot.example.org"),
            ("Kakao:QuickSecondsWithCallback", "0"),
            ("Kakao:QuickSecondsWithoutCallback", "4.2"),
            ("Kakao:CallbackTimeoutSeconds", "10"))
        .ShouldSatisfyAllConditions(
            o => o.Addresses.Select(n => n.ToString()).ShouldBe(["10.0.0.0/8", "203.0.113.7/32"]),
            o => o.CallbackHosts.ShouldBe(["kakao.com", "bot.example.org"]),
            o => o.QuickWithCallback.ShouldBe(TimeSpan.Zero),
            o => o.QuickWithoutCallback.ShouldBe(TimeSpan.FromSeconds(4.2)),
            o => o.CallbackTimeout.ShouldBe(TimeSpan.FromSeconds(10)));

    [Theory]
    [InlineData("Kakao:QuickSecondsWithCallback", "4.1", "KAKAO_QUICK_SECONDS")]
    [InlineData("Kakao:QuickSecondsWithCallback", "-1", "KAKAO_QUICK_SECONDS")]
    [InlineData("Kakao:QuickSecondsWithCallback", "NaN", "KAKAO_QUICK_SECONDS")]
    [InlineData("Kakao:QuickSecondsWithCallback", "soon", "KAKAO_QUICK_SECONDS")]
    [InlineData("Kakao:QuickSecondsWithoutCallback", "4.3", "KAKAO_QUICK_SECONDS_NO_CALLBACK")]
    [InlineData("Kakao:CallbackTimeoutSeconds", "0", "Kakao:CallbackTimeoutSeconds")]
    [InlineData("Kakao:SkillAddresses", "kakao.com", "KAKAO_SKILL_ADDRESSES")]
    [InlineData("Kakao:SkillAddresses", "10.0.0.0/33", "KAKAO_SKILL_ADDRESSES")]
    [InlineData("Kakao:CallbackHosts", ",", "KAKAO_CALLBACK_HOSTS")]
    [InlineData("Kakao:CallbackHosts", "com", "KAKAO_CALLBACK_HOSTS")]
    [InlineData("Kakao:CallbackHosts", "*.kakao.com", "KAKAO_CALLBACK_HOSTS")]
    [InlineData("Kakao:CallbackHosts", "https://kakao.com", "KAKAO_CALLBACK_HOSTS")]
    [InlineData("Kakao:CallbackHosts", "kakao.com;kakao.net", "KAKAO_CALLBACK_HOSTS")]
    [InlineData("Kakao:CallbackHosts", "10.0.0.1", "KAKAO_CALLBACK_HOSTS")]
    [InlineData("Kakao:CallbackHosts", "kakao.com:8443", "KAKAO_CALLBACK_HOSTS")]
    public void Setting_Wrong_StopsTheStartNamingIt(string key, string value, string name) =>
        Should.Throw<OptionsValidationException>(() => From("Production", (key, value))).Message.ShouldStartWith($"{name} is '{value}'");

    private static KakaoOptions From(string environmentName, params (string Name, string? Value)[] settings)
    {
        var environment = Substitute.For<IHostEnvironment>();
        environment.EnvironmentName.Returns(environmentName);
        return KakaoSettings.From(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))).Build(), environment);
    }
}
