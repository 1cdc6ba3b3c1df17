using ChatPlatform.Api.Common;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Api.Access;

/// <summary>
/// A cookie is sent by the browser, whoever wrote the page that made it send. So a request that changes something, or that opens a
/// WebSocket, counts with a cookie only when it comes from our own pages. A key in a header is proof enough by itself.
/// </summary>
internal static class SameOrigin
{
    private static readonly Error Foreign = new(
        ErrorKind.Forbidden,
        "access.cross_origin",
        "With the console's cookie this call is accepted only from the console's own pages (Sec-Fetch-Site or Origin says otherwise, or "
        + "both are missing). Programs send a key in the header Authorization instead.");

    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        context.Caller()?.SessionHash is not null && IsUnsafe(context.Request) && IsOwn(context.Request) != true
            ? Foreign.ToProblem().ExecuteAsync(context)
            : next(context);

    /// <summary>Keeps other sites from signing a browser in as somebody else; programs, which send neither header, may sign in.</summary>
    public static async ValueTask<object?> RefuseForeignAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsOwn(context.HttpContext.Request) == false ? Foreign.ToProblem() : await next(context);

    private static bool IsUnsafe(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Headers.Upgrade.Count > 0;

    // Null when the request says nothing. The scheme is not compared: behind a proxy that ends TLS, ours differs from the browser's.
    private static bool? IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site)
        {
            return string.Equals(site, "same-origin", StringComparison.Ordinal);
        }

        if (request.Headers.Origin is { Count: > 0 } origin)
        {
            return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        }

        return null;
    }
}
