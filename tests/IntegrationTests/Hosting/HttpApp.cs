using System.Net.Sockets;
using ChatPlatform.Api.Common;
using ChatPlatform.Api.Hosting;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Hosting;

/// <summary>The product's HTTP pipeline on real Kestrel, in front of endpoints that fail in every way we know.</summary>
public sealed class HttpApp : IAsyncLifetime
{
    private readonly WebApplication _app;

    public HttpApp()
    {
        WebRoot = Directory.CreateTempSubdirectory("console-").FullName;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", WebRootPath = WebRoot });
        builder.Configuration["PORT"] = "0";
        builder.AddSettings();
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IReadiness>(Readiness);
        builder.AddHttp();
        _app = builder.Build();
        _app.UseHttp();
        _app.UseConsole();
        _app.MapHealth();
        _app.MapPost("/t/echo", (Echo body) => TypedResults.Ok(body)).WithName("Echo")
            .WithExample(new Echo("민수", 0.2f, Mood.VeryGood, null), new Echo("민수", 0.2f, Mood.VeryGood, null));
        _app.MapGet("/t/query", (int limit, string? q) => TypedResults.Ok(limit));
        _app.MapGet("/t/throw/{kind}", (string kind) => { throw Make(kind); });
        _app.MapGet("/t/error", () => new Error(ErrorKind.Unprocessable, "t.wrong", "Wrong.").With("message_id", 7).ToProblem());
    }

    public enum Mood
    {
        VeryGood,
        Bad,
    }

    public string WebRoot { get; }

    public SwitchedReadiness Readiness { get; } = new();

    public RecordedLog Log { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(WebRoot, recursive: true);
    }

    private static Exception Make(string kind) => kind switch
    {
        "bug" => new InvalidOperationException("a bug"),
        "leak" => new InvalidOperationException("SELECT secret FROM nowhere"),
        "refused" => new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused)),
        "wrapped" => new InvalidOperationException("likely transient", new NpgsqlException("broken", new IOException("reset"))),
        "pool" => new NpgsqlException("The connection pool has been exhausted", new TimeoutException()),
        "timeout" => new TimeoutException(),
        "starting" => new PostgresException("the database system is starting up", "FATAL", "FATAL", "57P03"),
        "unique" => new DbUpdateException("x", new PostgresException("duplicate key", "ERROR", "ERROR", "23505")),
        "concurrent" => new DbUpdateConcurrencyException("x"),
        "model" => new ModelFailedException(new Error(ErrorKind.Timeout, "model.timeout", "The model did not answer in time.")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown"),
    };

    public sealed record Echo(string Name, float? Temperature, Mood? Mood, Dictionary<string, string>? Variables, string? Note = null)
    {
        public DateTimeOffset At { get; init; }

        public IReadOnlyList<string> Tags => [Name];
    }


    public sealed class SwitchedReadiness : IReadiness
    {
        public Func<CancellationToken, Task<bool>> Answer { get; set; } = _ => Task.FromResult(true);

        public int Asked { get; private set; }

        public Task<bool> IsReadyAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Answer(cancellationToken);
        }
    }

    public sealed class RecordedLog : ILoggerProvider, ILogger
    {
        public List<(LogLevel Level, string Text, Exception? Exception)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add((logLevel, formatter(state, exception), exception));
            }
        }
    }
}
