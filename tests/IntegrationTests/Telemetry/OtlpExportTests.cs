using System.Collections.Concurrent;
using System.Text;
using ChatPlatform.Infrastructure.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProductTelemetry = ChatPlatform.Application.Common.Telemetry;

namespace ChatPlatform.IntegrationTests.Telemetry;

public sealed class OtlpExportTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Key, string Body)> _received = [];
    private WebApplication _collector = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _received.Enqueue((request.Path, request.Headers["x-key"].ToString(), Encoding.Latin1.GetString(body.ToArray())));
        });
        await _collector.StartAsync();
    }

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    [Fact]
    public async Task StopAsync_AfterATurn_HasSentItsTraceAndMetrics()
    {
        await using var services = Services(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-key=secret",
            ["OTEL_SERVICE_NAME"] = "our-chat",
        });
        var export = services.GetServices<IHostedService>().ShouldHaveSingleItem();

        await export.StartAsync(default);
        using (ProductTelemetry.Source.StartActivity("a-turn-of-the-test").ShouldNotBeNull())
        {
            ProductTelemetry.TurnEnded("completed");
        }

        await export.StopAsync(default);

        _received.ShouldContain(r => r.Path == "/v1/traces" && r.Key == "secret" && r.Body.Contains("a-turn-of-the-test") && r.Body.Contains("our-chat"));
        _received.ShouldContain(r => r.Path == "/v1/metrics" && r.Body.Contains("chat.turns") && r.Body.Contains("completed"));
    }

    [Fact]
    public void AddTelemetry_WithoutAnEndpoint_BuildsNothing()
    {
        using var services = Services([]);

        services.GetServices<IHostedService>().ShouldBeEmpty();
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddTelemetry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();
}
