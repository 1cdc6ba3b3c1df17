using ChatPlatform.Api.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace ChatPlatform.Api.Common;

/// <summary>JSON, problem details, limits and the OpenAPI document.</summary>
internal static class HttpServices
{
    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options => JsonStyle.Apply(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // so that ExceptionProblems can say why
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>(); // before the framework's own, which gives in to Accept
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.Services.AddApiDocument();
        builder.Services.AddHealth();
        builder.Services.AddConsolePages();
        return builder;
    }

    public static WebApplication UseHttp(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseNulRefusal();
        app.UseBodyRefusal();
        app.MapApiDocument();
        return app;
    }

    /// <summary>A NUL in the query would fail in the database; bodies are checked by <see cref="JsonStyle"/>, paths by Kestrel.</summary>
    private static void UseNulRefusal(this WebApplication app) => app.Use((http, next) =>
        http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? throw new BadHttpRequestException("The query must not contain NUL characters.")
            : next(http));

    /// <summary>
    /// Refuses a body that announces itself as too large before it is read. Kestrel's own refusal closes the connection on a client that
    /// is still sending, which then sees a reset and no reason; without the limit it reads the rest away, for a few seconds at most.
    /// </summary>
    private static void UseBodyRefusal(this WebApplication app) => app.Use((http, next) =>
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is not { IsReadOnly: false, MaxRequestBodySize: { } most } || http.Request.ContentLength is not { } length || length <= most)
        {
            return next(http);
        }

        limit.MaxRequestBodySize = null;
        throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
    });
}
