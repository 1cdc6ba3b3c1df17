using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChatPlatform.Infrastructure.Telemetry;

/// <summary>Sends what the product, the framework, the database driver and the HTTP clients report; the rest is flushed at the stop.</summary>
internal sealed class OtlpExport(OtlpSettings settings) : IHostedService, IDisposable
{
    private static readonly string[] Sources = ["ChatPlatform", "ChatPlatform.*", "Microsoft.AspNetCore", "Microsoft.AspNetCore.*", "Npgsql", "System.Net.Http"];
    private static readonly string[] Meters = [.. Sources, "System.Runtime"];

    /// <summary>A collector that is away must not hold up the stop.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(3);

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault()
            .AddService(settings.ServiceName, serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3));
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Sources)
            .AddOtlpExporter(options => settings.Apply(options, "/v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .AddOtlpExporter(options => settings.Apply(options, "/v1/metrics"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.ForceFlush((int)FlushLimit.TotalMilliseconds);
            _metrics?.ForceFlush((int)FlushLimit.TotalMilliseconds);
        },
        cancellationToken);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
