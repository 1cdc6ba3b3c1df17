namespace ChatPlatform.Api.Common;

/// <summary>JSON, problem details, limits and the OpenAPI document.</summary>
internal static class HttpServices
{
    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options => JsonStyle.Apply(options.SerializerOptions));
        builder.Services.AddProblemDetails();
        return builder;
    }

    public static WebApplication UseHttp(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }
}
