using ChatPlatform.Api.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseNulRefusal();
        app.MapApiDocument();
        return app;
    }

    /// <summary>A NUL in the query would fail in the database; bodies are checked by <see cref="JsonStyle"/>, paths by Kestrel.</summary>
    private static void UseNulRefusal(this WebApplication app) => app.Use((http, next) =>
        http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? throw new BadHttpRequestException("The query must not contain NUL characters.")
            : next(http));
}
