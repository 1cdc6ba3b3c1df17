using System.Diagnostics;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Prompts;

public sealed class PromptTextTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["name"] = "민수",
        ["언어"] = "영어",
        ["레벨_2"] = "초급",
        ["braces"] = "{name} {{x}}",
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("{name}님, {언어} {레벨_2}", "민수님, 영어 초급")]
    [InlineData("{{name}} and }}{{", "{name} and }{")]
    [InlineData("{{{name}}}", "{민수}")]
    [InlineData("{\"json\": 1} { name } {} {", "{\"json\": 1} { name } {} {")]
    [InlineData("{name", "{name")]
    [InlineData("}", "}")]
    public void Render_Template_FillsInNamesAndKeepsOtherBraces(string template, string expected) =>
        PromptText.Render(template, Values).Value.ShouldBe(expected);

    [Fact]
    public void Render_ValueWithBraces_IsInsertedAsPlainText() =>
        PromptText.Render("<{braces}>", Values).Value.ShouldBe("<{name} {{x}}>");

    [Fact]
    public void Render_MissingVariables_NamesEachOnce()
    {
        var error = PromptText.Render("{상황} {name} {level} {상황}", Values).Error.ShouldNotBeNull();

        error.Code.ShouldBe("prompt.variable_missing");
        error.Kind.ShouldBe(ErrorKind.Unprocessable);
        error.Fields.ShouldNotBeNull().Keys.ShouldBe(["variables.상황", "variables.level"]);
    }

    [Fact]
    public void Render_ResultBeyondTheLimit_IsRefused()
    {
        var template = string.Concat(Enumerable.Repeat("{name}", 5_000));
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = new('x', 32_000) };

        PromptText.Render(template, values).Error.ShouldBe(PromptErrors.TooLong);
    }

    [Fact]
    public void Render_HostileTemplate_TakesLinearTime()
    {
        var template = string.Concat(Enumerable.Repeat("{a", PromptTemplate.TextMaxLength / 2));
        var watch = Stopwatch.StartNew();

        PromptText.Render(template, Values).Value.ShouldBe(template);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void Render_EscapedText_GivesTheTextBack() => Prop.ForAll<NonNull<string>>(text =>
        PromptText.Render(text.Get.Replace("{", "{{").Replace("}", "}}"), Values).Value == text.Get).QuickCheckThrowOnFailure();
}
