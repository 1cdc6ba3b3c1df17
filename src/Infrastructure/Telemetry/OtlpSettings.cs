using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace ChatPlatform.Infrastructure.Telemetry;

/// <summary>Where traces and metrics go; the standard <c>OTEL_…</c> names, also from <c>.env</c>.</summary>
/// <param name="Endpoint">The collector, without the path of a signal.</param>
/// <param name="Protocol">gRPC unless told otherwise.</param>
/// <param name="Headers"><c>name=value,…</c></param>
/// <param name="ServiceName">How this service is called in the telemetry.</param>
internal sealed record OtlpSettings(Uri Endpoint, OtlpExportProtocol Protocol, string? Headers, string ServiceName)
{
    private const string EndpointName = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Null when no endpoint is set.</summary>
    public static OtlpSettings? From(IConfiguration configuration)
    {
        if (configuration[EndpointName]?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint))
        {
            throw new OptionsValidationException(nameof(OtlpSettings), typeof(OtlpSettings), [$"{EndpointName} is not an http(s) URL."]);
        }

        return new OtlpSettings(
            endpoint,
            configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc,
            configuration["OTEL_EXPORTER_OTLP_HEADERS"],
            configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : "chatplatform");
    }

    /// <summary>A signal's path is only added by the exporter itself when the endpoint comes from the environment.</summary>
    public void Apply(OtlpExporterOptions options, string path)
    {
        options.Protocol = Protocol;
        options.Endpoint = Protocol == OtlpExportProtocol.Grpc ? Endpoint : new Uri(Endpoint.AbsoluteUri.TrimEnd('/') + path);
        if (!string.IsNullOrEmpty(Headers))
        {
            options.Headers = Headers;
        }
    }
}
