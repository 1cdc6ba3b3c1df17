using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Telemetry;

internal static class TelemetryServices
{
    /// <summary>Nothing is built, and nothing measured, unless there is somewhere to send it.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (OtlpSettings.From(configuration) is { } settings)
        {
            services.AddSingleton(settings);
            services.AddHostedService<OtlpExport>();
        }

        return services;
    }
}
