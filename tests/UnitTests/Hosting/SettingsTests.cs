using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ChatPlatform.Api.Hosting;
using ChatPlatform.Application.Common;
using ChatPlatform.UnitTests.Architecture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatPlatform.UnitTests.Hosting;

public sealed partial class SettingsTests
{
    [Fact]
    public void All_ShortNames_AreExactlyThoseOfTheDocumentation() =>
        Settings.All.Select(s => s.Name).ShouldBe(Documented(File.ReadAllText(PathOf("docs/settings.md"))), ignoreOrder: true);

    [Fact]
    public void Documented_TableWithAnotherName_IsSeen() => // the comparison above can fail
        Documented("| `PORT` | | 5000 |\n| `NEW_ONE` | `A:B` | |\nand `NOT_THIS`").ShouldBe(["PORT", "NEW_ONE"]);

    [Fact]
    public void Sources_ShortNames_AreAllListed() => Unlisted(Sources.Files).ShouldBeEmpty();

    [Fact]
    public void Sources_ShortNameThatIsNotListed_IsSeen() =>
        Unlisted([new SourceFile("Api/X.cs", "configuration[\"SLACK_NEW_THING\"], configuration[\"DATABASE_URL\"]")]).ShouldBe(["SLACK_NEW_THING"]);

    [Theory]
    [InlineData("PORT", "abc")]
    [InlineData("PORT", "70000")]
    [InlineData("PORT", "-1")]
    [InlineData("HOST", "http://x")]
    [InlineData("LOG_LEVEL", "LOUD")]
    [InlineData("DEBUG", "maybe")]
    [InlineData("INTENT_CLASSIFIER", "magic")]
    [InlineData("EVENT_LOG_DAYS", "0")]
    [InlineData("ROLLUP_SECONDS", "3601")]
    [InlineData("LOG_MESSAGE_DAYS", "3651")]
    [InlineData("TASK_RETENTION_DAYS", "-1")]
    [InlineData("TRUSTED_PROXIES", "nginx")]
    [InlineData("TRUSTED_PROXIES", "10")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.0/33")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.1;10.0.0.2")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.1,,10.0.0.2")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "carrier-pigeon")]
    public void AddSettings_WrongValue_SaysItInOneSentenceThatNamesTheSetting(string name, string value)
    {
        var sentence = SettingsFailure.Explain(Should.Throw<StartException>(() => Build((name, value)))).ShouldNotBeNull();

        sentence.ShouldStartWith($"{name} is '{value}', but must be");
        sentence.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("10.0.0.5, 172.16.0.0/12,::1")]
    [InlineData("2001:db8::/32")]
    [InlineData("10.0.0.5/8")]
    [InlineData(" ")]
    public void AddSettings_TrustedProxies_AreAddressesAndNetworks(string value) => Should.NotThrow(() => Build(("TRUSTED_PROXIES", value)));

    [Fact]
    public void AddSettings_ShortName_SetsItsKey() =>
        Build(("SESSION_TIMEOUT_MINUTES", "45")).Configuration["Conversations:SessionTimeoutMinutes"].ShouldBe("45");

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://localhost:8080", "PORT", "8080")]
    [InlineData("http://0.0.0.0:5000", "HOST", "0.0.0.0")]
    [InlineData("http://[::]:5000", "HOST", "::")]
    [InlineData("http://127.0.0.1:0", "PORT", "0")]
    [InlineData("http://1.2.3.4:9", "urls", "http://1.2.3.4:9")]
    public void AddSettings_Address_IsLoopbackUnlessToldOtherwise(string expected, string? name = null, string? value = null) =>
        Build(name is null ? [] : [(name, value!)]).WebHost.GetSetting(WebHostDefaults.ServerUrlsKey).ShouldBe(expected);

    [Fact]
    public void Levels_WithoutDebug_ShowNoSql()
    {
        var quiet = LoggingSetup.Levels(LogLevel.Trace, debug: false);
        var debug = LoggingSetup.Levels(LogLevel.Warning, debug: true);

        quiet["Logging:LogLevel:Microsoft.EntityFrameworkCore"].ShouldBe("None");
        quiet["Logging:LogLevel:Npgsql.Command"].ShouldBe("None");
        debug["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"].ShouldBe("Information");
        debug["Logging:LogLevel:Default"].ShouldBe("Warning");
    }

    [Fact]
    public void Parse_File_UnderstandsWhatPeopleWrite()
    {
        const string text = """
            # a comment
            PORT=8080
            export OPENAI_MODEL = gpt-4o-mini # trailing
            OPENAI_API_KEY="a # b\n\"c\""
            SINGLE='$x "y" \n'
            EMPTY=
            Llm__Temperature=0.5
            HASH=a#b
            이상한 줄
            =nothing
            BROKEN="no end
            """;

        var values = SettingsFile.Parse("\uFEFF" + text.Replace("\n", "\r\n"));

        values.ShouldSatisfyAllConditions(
            v => v["PORT"].ShouldBe("8080"),
            v => v["OPENAI_MODEL"].ShouldBe("gpt-4o-mini"),
            v => v["OPENAI_API_KEY"].ShouldBe("a # b\n\"c\""),
            v => v["SINGLE"].ShouldBe("$x \"y\" \\n"),
            v => v["EMPTY"].ShouldBe(""),
            v => v["Llm:Temperature"].ShouldBe("0.5"),
            v => v["HASH"].ShouldBe("a#b"),
            v => v["BROKEN"].ShouldBe("\"no end"),
            v => v.Count.ShouldBe(8));
    }

    [Fact]
    public void Explain_PortInUse_NamesThePortAndTheSetting() => SettingsFailure.Explain(new IOException(
            "Failed to bind to address http://127.0.0.1:5000: address already in use.", new AddressInUseException("Address already in use")))
        .ShouldBe("Port 5000 is in use; set PORT to a free one.");

    [Fact]
    public void Explain_InvalidOptions_AreTheirSentences() => SettingsFailure.Explain(new AggregateException(
            new OptionsValidationException("", typeof(object), ["A is wrong.", "B too."]), new SocketException((int)SocketError.AddressNotAvailable)))
        .ShouldBe("A is wrong. B too. HOST is not an address of this machine.");

    [Fact]
    public void Explain_Bug_IsNull() => SettingsFailure.Explain(new InvalidOperationException("x")).ShouldBeNull();

    private static WebApplicationBuilder Build(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        List<string> args = [];
        foreach (var (name, value) in settings)
        {
            args.Add($"--{name}={value}");
        }

        return WebApplication.CreateSlimBuilder([.. args]).AddSettings();
    }

    /// <summary>Names that look like settings and are none: other programs' variables, a file of PostgreSQL's, the host's own.</summary>
    private static readonly string[] NotOurs = ["LC_ALL", "PG_VERSION", "NO_COLOR", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private static IEnumerable<string> Unlisted(IEnumerable<SourceFile> files) => files
        .SelectMany(f => QuotedName().Matches(f.Text))
        .Select(m => m.Groups["name"].Value)
        .Except(NotOurs)
        .Except(Settings.All.Select(s => s.Name));

    private static IEnumerable<string> Documented(string markdown) => TableName().Matches(markdown).Select(m => m.Groups["name"].Value);

    private static string PathOf(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path);

    [GeneratedRegex("\"(?<name>[A-Z][A-Z0-9]+(_[A-Z0-9]+)+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"^\| `(?<name>[A-Z0-9_]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TableName();
}
