using System.Net.Mime;
using ChatPlatform.Api.Hosting;

namespace ChatPlatform.Api.Common;

/// <summary>The API reference at <c>/scalar</c>. Its script comes from our own wwwroot; nothing is loaded from or sent to elsewhere.</summary>
internal static class OpenApiScalar
{
    /// <summary>The bundle writes its styles at run time, so inline styles are allowed here and only here.</summary>
    private const string Csp = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>ChatPlatform API</title>
          <link rel="icon" href="/favicon.svg">
        </head>
        <body>
          <noscript>This page needs JavaScript. The contract itself is at /openapi/v1.json.</noscript>
          <script id="api-reference" data-url="/openapi/v1.json"
            data-configuration='{"withDefaultFonts":false,"telemetry":false,"hideClientButton":true,"persistAuth":false,"showDeveloperTools":"never","authentication":{"preferredSecurityScheme":"bearer"},"agent":{"disabled":true},"mcp":{"disabled":true}}'></script>
          <script src="/scalar/standalone.js"></script>
        </body>
        </html>
        """;

    public static void MapScalar(this IEndpointRouteBuilder app) => app.MapGet("/scalar", (HttpContext http, ConsoleFiles files) =>
        {
            if (!files.Has("scalar/standalone.js"))
            {
                return Results.Text("The API reference is not built: run ./run.sh once, or `npm ci && npm run build` in src/Console.\n"
                    + "The contract itself is at /openapi/v1.json.\n");
            }

            http.Response.Headers.ContentSecurityPolicy = Csp;
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Content(Page, MediaTypeNames.Text.Html);
        })
        .AllowAnonymous()
        .ExcludeFromDescription();
}
