using System.Text.Json;
using ChatPlatform.Api.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.UnitTests.Hosting;

public sealed class LoggingTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void Lines_Message_IsOneReadableLine() =>
        LoggingLines.Format(Entry("GET /x 200", [("Extra", 7), ("Shown", 1), ("{OriginalFormat}", "GET {Shown}")]), At, colours: false)
            .ShouldBe("03:04:05.678 INFO  Turns GET /x 200 Extra=7");

    [Fact]
    public void Lines_HostileText_CannotMakeLinesOrDriveTheTerminal() =>
        LoggingLines.Format(Entry("a\nFATAL forged\u001b[2J\r"), At, colours: false).ShouldEndWith("a\\nFATAL forged?[2J\\r");

    [Fact]
    public void Lines_Exception_IsCompact()
    {
        var line = LoggingLines.Format(Entry("Failed", exception: Thrown()), At, colours: false);

        line.ShouldContain("Failed | InvalidOperationException: outer <- TimeoutException: inner (at LoggingTests.Throw");
        line.ShouldNotContain('\n');
    }

    [Fact]
    public void Lines_Sql_IsOnOneLineWithItsTimeAndColours()
    {
        var line = LoggingLines.Format(
            Entry("Executed…", [("elapsed", "3"), ("parameters", "@p0='?'"), ("commandText", "SELECT a\nFROM t\nWHERE b = @p0")]), At, colours: true);

        line.ShouldContain("3 ms \u001b[36mSELECT\u001b[0m a \u001b[36mFROM\u001b[0m t \u001b[36mWHERE\u001b[0m b = @p0");
        line.ShouldNotContain('\n');
    }

    [Fact]
    public void Json_Message_IsOneObjectWithItsValues()
    {
        var line = LoggingJson.Format(
            Entry("안녕\n", [("Status", 200), ("ElapsedMs", 1.5), ("Message", "x"), ("{OriginalFormat}", "…")], Thrown()), At);

        line.ShouldNotContain('\n');
        line.ShouldContain("안녕");
        var json = JsonDocument.Parse(line).RootElement;
        json.GetProperty("time").GetDateTimeOffset().ShouldBe(At);
        json.GetProperty("level").GetString().ShouldBe("info");
        json.GetProperty("category").GetString().ShouldBe("ChatPlatform.Conversations.Turns");
        json.GetProperty("status").GetInt32().ShouldBe(200);
        json.GetProperty("elapsed_ms").GetDouble().ShouldBe(1.5);
        json.GetProperty("value_message").GetString().ShouldBe("x");
        json.GetProperty("exception").GetString()!.ShouldContain("TimeoutException: inner");
    }

    private static LogEntry<List<KeyValuePair<string, object?>>> Entry(
        string message, (string, object?)[]? values = null, Exception? exception = null) => new(
        LogLevel.Information, "ChatPlatform.Conversations.Turns", default,
        [.. (values ?? []).Select(v => KeyValuePair.Create(v.Item1, v.Item2))], exception, (_, _) => message);

    private static InvalidOperationException Thrown()
    {
        try
        {
            return Throw();
        }
        catch (TimeoutException e)
        {
            return new InvalidOperationException("outer", e);
        }
    }

    private static InvalidOperationException Throw() => throw new TimeoutException("inner");
}
