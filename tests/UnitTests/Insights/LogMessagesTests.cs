using System.Diagnostics;
using ChatPlatform.Domain.Insights;
using ChatPlatform.Infrastructure.Insights;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.UnitTests.Insights;

public sealed partial class LogMessagesTests : IDisposable
{
    private InsightsHost _host = new();

    [Fact]
    public void Log_Error_IsKeptWithWhatFindsIt()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        _host.Logger("ChatPlatform.Some.Part").Fail(new InvalidOperationException("outer", new TimeoutException("a@b.io")), "010-1234-5678");

        var row = Kept().ShouldHaveSingleItem();
        (row.Level, row.Category, row.EventName, row.Text, row.TraceId)
            .ShouldBe((LogMessageLevel.Error, "ChatPlatform.Some.Part", "Fail", "It failed for [전화번호]", activity.TraceId.ToHexString()));
        row.Exception.ShouldBe("InvalidOperationException: outer <- TimeoutException: [이메일]");
    }

    [Theory]
    [InlineData(LogLevel.Information, null)]
    [InlineData(LogLevel.Warning, LogMessageLevel.Warning)]
    [InlineData(LogLevel.Critical, LogMessageLevel.Critical)]
    public void Log_Level_DecidesWhetherItIsKept(LogLevel level, LogMessageLevel? expected)
    {
        var logger = _host.Logger("A");

        logger.Say(level, "text");

        logger.IsEnabled(level).ShouldBe(expected is not null);
        Kept().Select(m => (LogMessageLevel?)m.Level).ShouldBe(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default", "None", 1)] // LOG_LEVEL is about standard output
    [InlineData("Logging:LogMessages:LogLevel:A", "None", 0)]
    [InlineData("Logging:LogMessages:LogLevel:Default", "Critical", 0)]
    [InlineData("Logging:LogMessages:LogLevel:Default", "Trace", 1)]
    public void Log_Warning_IsKeptUnlessItsOwnFilterSaysNo(string key, string level, int kept)
    {
        _host.Dispose();
        _host = new InsightsHost((key, level));

        _host.Logger("A").Warn("w");
        _host.Logger("A").Say(LogLevel.Information, "i");

        Kept().Count.ShouldBe(kept);
    }

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore.Update")]
    [InlineData("Npgsql.Connection")]
    public void Log_OfTheDatabaseDriver_IsNotKept(string category)
    {
        _host.Logger(category).Warn("w");

        Kept().ShouldBeEmpty();
    }

    [Fact]
    public async Task Log_InAnIgnoredFlow_IsNotKept()
    {
        await IgnoredAsync();
        _host.Logger("A").Warn("after");

        Kept().Select(m => m.Text).ShouldBe(["after"]);

        async Task IgnoredAsync()
        {
            LogMessages.IgnoreThisFlow();
            _host.Logger("A").Warn("before");
            await Task.Yield();
            _host.Logger("A").Warn("still");
        }
    }

    [Fact]
    public void Log_FullBuffer_RendersNothingAndCounts()
    {
        var buffer = _host.Get<RowBuffer<LogMessage>>();
        var logger = _host.Logger("A");
        for (var i = 0; i < RowBuffer<LogMessage>.Capacity; i++)
        {
            logger.Warn("x");
        }

        logger.Log(LogLevel.Warning, default, 0, null, (_, _) => throw new InvalidOperationException("rendered"));

        buffer.TakeDropped().ShouldBe(1);
        buffer.Rows.Count.ShouldBe(RowBuffer<LogMessage>.Capacity);
    }

    public void Dispose() => _host.Dispose();

    private List<LogMessage> Kept()
    {
        var rows = new List<LogMessage>();
        while (_host.Get<RowBuffer<LogMessage>>().Rows.TryRead(out var row))
        {
            rows.Add(row);
        }

        return rows;
    }
}

internal static partial class Said
{
    [LoggerMessage("{Text}")]
    public static partial void Say(this ILogger logger, LogLevel level, string text);

    [LoggerMessage(LogLevel.Warning, "{Text}")]
    public static partial void Warn(this ILogger logger, string text);

    [LoggerMessage(LogLevel.Error, "It failed for {Whom}")]
    public static partial void Fail(this ILogger logger, Exception exception, string whom);
}
