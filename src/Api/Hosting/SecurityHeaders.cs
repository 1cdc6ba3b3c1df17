namespace ChatPlatform.Api.Hosting;

/// <summary>Headers on every response, errors included. Pages that need more than nothing set their own policy before.</summary>
internal static class SecurityHeaders
{
    private const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        // at the start of the response, because the exception handler clears what was set earlier
        http.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XFrameOptions = "DENY";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = NothingAllowed;
            }

            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store"; // answers are personal; static files say otherwise themselves
            }

            return Task.CompletedTask;
        }, http);
        return next(http);
    });
}
