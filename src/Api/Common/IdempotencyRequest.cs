using System.Buffers;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Api.Common;

/// <summary>The idempotency key of a request, and the hash that tells a repeat from another request.</summary>
internal sealed record IdempotencyRequest(string Key, string RequestHash)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Keeps the bodies of requests that carry the header readable a second time; before routing binds them.</summary>
    public static Task BufferAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.ContainsKey(Header))
        {
            context.Request.EnableBuffering();
        }

        return next(context);
    }

    /// <summary>Both null when the request has no such header; <c>idempotency.malformed</c> when it cannot be used.</summary>
    public static async ValueTask<(IdempotencyRequest? Request, Error? Error)> ReadAsync(HttpContext context)
    {
        var values = context.Request.Headers[Header];
        if (values.Count == 0)
        {
            return (null, null);
        }

        var key = values.ToString();
        if (values.Count > 1 || key.Length is 0 or > IdempotencyKey.KeyMaxLength || key.Any(c => c is < ' ' or > '~'))
        {
            return (null, IdempotencyErrors.Malformed);
        }

        var request = context.Request;
        request.Body.Position = 0;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        request.Body.Position = 0;
        var hash = Application.Access.Contracts.RequestHash.Of(request.Method, request.Path, body.GetBuffer().AsSpan(0, (int)body.Length));
        return (new IdempotencyRequest(key, hash), null);
    }
}
