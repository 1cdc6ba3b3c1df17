using ChatPlatform.Application.Access;
using ChatPlatform.Infrastructure.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace ChatPlatform.UnitTests.Access;

public sealed class AccessSettingsTests
{
    private const string Good = "vY3u8Zk1mQ9pL0sT7xW2cB5nR4hJ6gD+";

    [Theory]
    [InlineData("short-but-random-9x7q")]
    [InlineData("changeme-changeme-changeme-changeme")]
    [InlineData("Change_Me_Before_Production_Use_1234")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("replace-me-with-openssl-rand-base64-32")]
    public void AdminKey_PlaceholderOutsideDevelopment_StopsTheStartNamingTheSetting(string key)
    {
        var failure = Should.Throw<OptionsValidationException>(() => From("Production", ("CHATPLATFORM_ADMIN_KEY", key)));

        failure.Message.ShouldContain("CHATPLATFORM_ADMIN_KEY");
        failure.Message.ShouldNotContain(key);
    }

    [Theory]
    [InlineData("Production", Good)]
    [InlineData("Development", "changeme")]
    public void AdminKey_Acceptable_IsTaken(string environment, string key) =>
        From(environment, ("CHATPLATFORM_ADMIN_KEY", key)).AdminKey!.Value.Value.ShouldBe(key);

    [Fact]
    public void AdminKey_WithSpaces_IsRefusedEverywhere() =>
        Should.Throw<OptionsValidationException>(() => From("Development", ("CHATPLATFORM_ADMIN_KEY", "two words")));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void AdminKey_Empty_IsNone(string? key) => From("Production", ("CHATPLATFORM_ADMIN_KEY", key)).AdminKey.ShouldBeNull();

    [Theory]
    [InlineData("RATE_LIMIT_PER_MINUTE", "-1")]
    [InlineData("RATE_LIMIT_PER_MINUTE", "many")]
    [InlineData("Access:RateLimitPerMinute", "1.5")]
    [InlineData("Access:SignInPerMinute", "0")]
    public void Number_Wrong_StopsTheStartNamingTheSetting(string name, string value) =>
        Should.Throw<OptionsValidationException>(() => From("Development", (name, value))).Message.ShouldContain(name);

    [Fact]
    public void Number_Unset_IsTheDefault() => From("Production").ShouldBe(new AccessOptions());

    [Fact]
    public void ToString_OfOptions_ShowsNoKey() => From("Production", ("CHATPLATFORM_ADMIN_KEY", Good)).ToString().ShouldNotContain(Good);

    private static AccessOptions From(string environmentName, params (string Name, string? Value)[] settings)
    {
        var environment = Substitute.For<IHostEnvironment>();
        environment.EnvironmentName.Returns(environmentName);
        return AccessSettings.From(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))).Build(), environment);
    }
}
