using System.Collections.Concurrent;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.IntegrationTests.Access;

/// <summary>What the access tests see and turn of an app: its clock, its log, what it printed.</summary>
public sealed class Instruments
{
    public ManualClock Clock { get; } = new();

    public LogLines Log { get; } = new();

    public StringWriter Printed { get; } = new();

    public void Install(IWebHostBuilder builder) => builder
        .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
        .ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<TextWriter>(Printed);
        });
}

public interface IInstrumented
{
    Instruments Instruments { get; }
}

public class AccessInMemoryApp : InMemoryApp, IInstrumented
{
    public Instruments Instruments { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Access:SignInPerMinute", "100000"), new("KAKAO_SKILL_SECRET", "a-secret-that-nobody-sends"), new("SLACK_SIGNING_SECRET", "another-one-of-them"), new("SLACK_BOT_TOKEN", "xoxb-of-nobody")];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Instruments.Install(builder);
    }
}

public class AccessPostgreSqlApp : PostgreSqlApp, IInstrumented
{
    public Instruments Instruments { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Access:SignInPerMinute", "100000"), new("KAKAO_SKILL_SECRET", "a-secret-that-nobody-sends"), new("SLACK_SIGNING_SECRET", "another-one-of-them"), new("SLACK_BOT_TOKEN", "xoxb-of-nobody")];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Instruments.Install(builder);
    }
}

public sealed class ManualClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}

public sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue(formatter(state, exception));
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            _lines.Enqueue(string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")));
        }

        _lines.Enqueue($"{exception}");
    }

    public void Dispose()
    {
    }
}
