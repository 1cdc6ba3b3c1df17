using System.Text.Json;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.UnitTests.Robeings;

public sealed class RobeingSettingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RobeingSettingCategory.User, "response_style", "\"Casual\"", "\"casual\"")]
    [InlineData(RobeingSettingCategory.User, "language", "\"KO\"", "\"ko\"")]
    [InlineData(RobeingSettingCategory.User, "timezone", "\"Europe/Berlin\"", "\"Europe/Berlin\"")]
    [InlineData(RobeingSettingCategory.System, "max_memory_size", "0", "0")]
    [InlineData(RobeingSettingCategory.System, "max_memory_size", "10000", "10000")]
    [InlineData(RobeingSettingCategory.System, "memory_ttl_days", "3650", "3650")]
    [InlineData(RobeingSettingCategory.System, "debug_mode", "true", "true")]
    [InlineData(RobeingSettingCategory.Skill, "news.categories", "[\" 경제 \", \"스포츠\", \"경제\"]", "[\"경제\",\"스포츠\"]")]
    [InlineData(RobeingSettingCategory.Skill, "weather.city", "\"서울\"", "\"서울\"")]
    [InlineData(RobeingSettingCategory.Skill, "weather.places", "{ \"a\": [1, null] }", "{\"a\":[1,null]}")]
    public void Of_AllowedValue_IsKeptAsItIsMeant(RobeingSettingCategory category, string key, string value, string kept) =>
        Of(category, key, value).Value.ShouldNotBeNull().Value.ShouldBe(kept);

    [Theory]
    [InlineData(RobeingSettingCategory.User, "response_style", "\"rude\"", "formal, casual, friendly")]
    [InlineData(RobeingSettingCategory.User, "response_style", "0", "formal, casual, friendly")]
    [InlineData(RobeingSettingCategory.User, "language", "\"xx\"", "ISO 639-1")]
    [InlineData(RobeingSettingCategory.User, "timezone", "\"Seoul\"", "IANA")]
    [InlineData(RobeingSettingCategory.User, "timezone", "\"../../etc/passwd\"", "IANA")]
    [InlineData(RobeingSettingCategory.System, "max_memory_size", "10001", "from 0 to 10000")]
    [InlineData(RobeingSettingCategory.System, "max_memory_size", "1.5", "from 0 to 10000")]
    [InlineData(RobeingSettingCategory.System, "memory_ttl_days", "0", "from 1 to 3650")]
    [InlineData(RobeingSettingCategory.System, "debug_mode", "\"true\"", "true or false")]
    [InlineData(RobeingSettingCategory.Skill, "news.categories", "[1]", "texts")]
    [InlineData(RobeingSettingCategory.Skill, "email.check_interval", "1441", "from 1 to 1440")]
    public void Of_WrongValue_SaysWhatIsAllowed(RobeingSettingCategory category, string key, string value, string allowed)
    {
        var error = Of(category, key, value).Error.ShouldNotBeNull();

        (error.Kind, error.Code).ShouldBe((ErrorKind.Validation, "setting.invalid_value"));
        error.Message.ShouldContain(allowed);
    }

    [Fact]
    public void Of_UnknownUserOrSystemKey_NamesTheKeys()
    {
        Of(RobeingSettingCategory.User, "colour", "1").Error!.Message.ShouldContain("response_style, response_length, language, timezone");
        Of(RobeingSettingCategory.System, "x.y", "1").Error!.Message.ShouldContain("max_memory_size");
    }

    [Theory]
    [InlineData("weather", false)]
    [InlineData("Weather.city", false)]
    [InlineData("weather.", false)]
    [InlineData(".city", false)]
    [InlineData("weather.도시", false)]
    [InlineData("weather.city", true)]
    [InlineData("a1.b-2.c_3", true)]
    public void IsValid_Key_IsLowerCaseWordsWithDots(string key, bool valid) => FreeSettingKey.IsValid(key).ShouldBe(valid);

    [Theory]
    [InlineData("github.token", true)]
    [InlineData("github.access_token", true)]
    [InlineData("mail.password", true)]
    [InlineData("oauth.client-secret", true)]
    [InlineData("weather.api_key", true)]
    [InlineData("weather.apikey", true)]
    [InlineData("ssh.private.key", true)]
    [InlineData("summary.max_tokens", false)]
    [InlineData("keyboard.layout", false)]
    [InlineData("secretary.name", false)]
    public void Of_KeyThatSoundsSecret_IsRefused(string key, bool refused) =>
        (Of(RobeingSettingCategory.Skill, key, "\"x\"").Error == RobeingSettingErrors.Secret).ShouldBe(refused);

    [Theory]
    [InlineData(RobeingSettingCategory.User, "response_length", "\"detailed\"", 2)]
    [InlineData(RobeingSettingCategory.Skill, "news.enabled", "true", 2)]
    [InlineData(RobeingSettingCategory.Skill, "news.of_mine", "1", 2)]
    [InlineData(RobeingSettingCategory.Skill, "email.enabled", "true", 3)]
    [InlineData(RobeingSettingCategory.System, "max_memory_size", "1001", 5)]
    [InlineData(RobeingSettingCategory.System, "memory_ttl_days", "31", 5)]
    public void Of_ValueOfALaterLevel_IsLockedUntilThen(RobeingSettingCategory category, string key, string value, int level)
    {
        Of(category, key, value, level - 1).Error!.Code.ShouldBe(RobeingCapabilities.LockedCode);
        Of(category, key, value, level).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData(RobeingSettingCategory.User, "response_length", "\"brief\"")]
    [InlineData(RobeingSettingCategory.System, "max_memory_size", "1000")]
    [InlineData(RobeingSettingCategory.System, "memory_ttl_days", "30")]
    public void Of_ValueOfLevelOne_IsOpen(RobeingSettingCategory category, string key, string value) =>
        Of(category, key, value, level: 1).IsSuccess.ShouldBeTrue();

    [Fact]
    public void Of_FreeValueTooLong_IsRefused()
    {
        Of(RobeingSettingCategory.Skill, "a.b", $"\"{new string('가', 3_998)}\"").IsSuccess.ShouldBeTrue();
        Of(RobeingSettingCategory.Skill, "a.b", $"\"{new string('가', 3_999)}\"").Error.ShouldBe(RobeingSettingErrors.TooLarge);
    }

    [Fact]
    public void Of_FreeValueTooDeep_IsRefused()
    {
        Of(RobeingSettingCategory.Skill, "a.b", new string('[', 32) + new string(']', 32)).IsSuccess.ShouldBeTrue();
        Of(RobeingSettingCategory.Skill, "a.b", new string('[', 33) + new string(']', 33)).Error.ShouldBe(RobeingSettingErrors.TooLarge);
    }

    [Fact]
    public void Table_EveryDefault_IsAllowedAndOpen() => RobeingSettingTable.All.ShouldAllBe(d =>
        d.Values.Accept(d.Default) != null && (d.Category == RobeingSettingCategory.Skill || d.Needs(d.Default) == null));

    [Fact]
    public void From_Nothing_IsTheDefaults() => RobeingSettings.Default.ShouldSatisfyAllConditions(
        s => s.User.ShouldBe(new RobeingUserSettings(ResponseStyle.Friendly, ResponseLength.Normal, "auto", "Asia/Seoul")),
        s => s.System.ShouldBe(new RobeingSystemSettings(1_000, 30, true, false)));

    [Fact]
    public void From_StoredValueThatIsNotAllowedAnyMore_IsTheDefault()
    {
        var settings = RobeingSettings.From(
        [
            (RobeingSettingCategory.User, "response_style", "\"rude\""),
            (RobeingSettingCategory.System, "max_memory_size", "50"),
            (RobeingSettingCategory.Skill, "weather.city", "\"서울\""),
        ]);

        settings.User.ResponseStyle.ShouldBe(ResponseStyle.Friendly);
        settings.System.MaxMemorySize.ShouldBe(50);
    }

    [Theory]
    [InlineData("weather.city", "\"\\ud800\"")]
    [InlineData("weather.city", "{\"\\udc00\":1}")]
    [InlineData("news.categories", "[\"\\ud800\"]")]
    public void Of_HalfACharacter_IsRefused(string key, string value) =>
        Of(RobeingSettingCategory.Skill, key, value).Error.ShouldNotBeNull().Code.ShouldBe("setting.invalid_value");

    [Theory]
    [InlineData(RobeingSettingCategory.Skill, "weather.city")]
    [InlineData(RobeingSettingCategory.User, "language")]
    public void Of_NoValueAtAll_IsRefused(RobeingSettingCategory category, string key) =>
        RobeingSetting.Of(new RobeingId("robin"), 20, category, key, default, Now).Error.ShouldNotBeNull().Code.ShouldBe("setting.invalid_value");

    [Theory]
    [InlineData("response_length", "brief", "\"brief\"")]
    [InlineData("max_memory_size", " 50 ", "50")]
    [InlineData("auto_summarize", "켜기", "true")]
    [InlineData("auto_summarize", "off", "false")]
    [InlineData("news.categories", "경제, 스포츠", "[\"경제\",\"스포츠\"]")]
    [InlineData("weather.city", "서울", "\"서울\"")]
    [InlineData("weather.days", "3", "3")]
    public void Read_TypedText_IsTheValueThatWasMeant(string key, string text, string expected) =>
        RobeingSettingValues.Write(RobeingSettingText.Read(text, RobeingSettingTable.All.FirstOrDefault(d => d.Key == key))).ShouldBe(expected);

    private static Result<RobeingSetting> Of(RobeingSettingCategory category, string key, string value, int level = 20) =>
        RobeingSetting.Of(new RobeingId("robin"), level, category, key, JsonElement.Parse(value), Now);
}
