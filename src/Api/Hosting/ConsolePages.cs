using System.IO.Compression;
using System.Net.Mime;
using System.Security.Cryptography;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace ChatPlatform.Api.Hosting;

/// <summary>The console: static files of wwwroot, history routing, content security policy.</summary>
internal static class ConsolePages
{
    /// <summary>What belongs to the API: an unknown address below these is a 404, never the console.</summary>
    private static readonly PathString[] Reserved =
    [
        "/api", "/admin", "/v1", "/health", "/openapi", "/scalar", "/skill", "/welcome", "/slack", "/ws", "/user", "/console", "/assets",
    ];

    public static void AddConsolePages(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleFiles>();
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true; // static files carry no secret that a compressed length could betray
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/manifest+json"];
        });
    }

    public static WebApplication UseConsole(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<ConsoleFiles>();
        // only where no endpoint answers, so that API responses and streams are never compressed
        app.UseWhen(http => http.GetEndpoint() is null, branch =>
        {
            branch.UseResponseCompression();
            branch.Use((http, next) => IsPage(http) ? files.WriteIndexAsync(http) : next(http));
            branch.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files.Provider,
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                    file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                        ? "public, max-age=31536000, immutable" // their names carry a hash of their content
                        : "no-cache",
            });
        });
        return app;
    }

    private static bool IsPage(HttpContext http)
    {
        var path = http.Request.Path;
        var isIndex = path == "/" || path == "/index.html";
        return (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && (isIndex || (!Path.HasExtension(path.Value) && AcceptsHtml(http.Request)))
            && !Array.Exists(Reserved, r => path.StartsWithSegments(r, StringComparison.OrdinalIgnoreCase));
    }

    private static bool AcceptsHtml(HttpRequest request) =>
        request.Headers.Accept.Any(a => a?.Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase) == true);
}

/// <summary>The files of the built console, wherever this copy of the product keeps them.</summary>
internal sealed class ConsoleFiles
{
    private const string NonceMark = "__CSP_NONCE__";

    private const string NotBuilt = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>ChatPlatform</title></head><body>
        <h1>ChatPlatform is running</h1>
        <p>The console is not built yet. Run <code>./run.sh</code>, or <code>npm ci &amp;&amp; npm run build</code> in <code>src/Console</code>, then reload.</p>
        <p>The API works without it: <a href="/health">/health</a>, <a href="/openapi/v1.json">/openapi/v1.json</a>.</p>
        </body></html>
        """;

    private (DateTimeOffset Written, string Html)? _index;

    public ConsoleFiles(IWebHostEnvironment environment)
    {
        // started from the project, from its output, or from the repository
        string[] places =
        [
            Path.Combine(environment.ContentRootPath, "wwwroot"),
            Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            Path.Combine(environment.ContentRootPath, "src", "Api", "wwwroot"),
        ];
        var root = environment.WebRootFileProvider is PhysicalFileProvider { Root: { } given } && Directory.Exists(given)
            ? given
            : Array.Find(places, Directory.Exists);
        Provider = root is null ? new NullFileProvider() : new PhysicalFileProvider(root);
    }

    public IFileProvider Provider { get; }

    public bool Has(string path) => Provider.GetFileInfo(path).Exists;

    /// <summary>The one page of the console, with a nonce of its own for the styles that its components add.</summary>
    public async Task WriteIndexAsync(HttpContext http)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var html = await IndexAsync(http.RequestAborted);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
            + "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
        headers.CacheControl = "no-store";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync((html ?? NotBuilt).Replace(NonceMark, nonce, StringComparison.Ordinal), http.RequestAborted);
    }

    private async Task<string?> IndexAsync(CancellationToken cancellationToken)
    {
        var file = Provider.GetFileInfo("index.html");
        if (!file.Exists)
        {
            return null;
        }

        if (_index is not { } index || index.Written != file.LastModified)
        {
            await using var stream = file.CreateReadStream();
            using var reader = new StreamReader(stream);
            _index = index = (file.LastModified, await reader.ReadToEndAsync(cancellationToken));
        }

        return index.Html;
    }
}
