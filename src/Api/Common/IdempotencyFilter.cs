using System.Text;
using System.Text.Json.Nodes;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Common;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.OpenApi;

namespace ChatPlatform.Api.Common;

/// <summary>Quick creations happen once for each <c>Idempotency-Key</c>; a repeat gets the first response.</summary>
internal static class IdempotencyFilter
{
    private const string Replayed = "Idempotency-Replayed";

    /// <summary>Honours the header <c>Idempotency-Key</c>.</summary>
    /// <param name="endpoint">A POST whose whole effect is in the unit of work.</param>
    /// <param name="secrets">Top-level fields of the response that are shown once only: they are not stored, and null in a repeat.</param>
    public static RouteHandlerBuilder WithIdempotency(this RouteHandlerBuilder endpoint, params string[] secrets) => endpoint
        .AddEndpointFilter((context, next) => RunAsync(context, next, secrets))
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = IdempotencyRequest.Header,
                In = ParameterLocation.Header,
                Description = "A repeat with the same key and body within 24 hours gets the first response and changes nothing.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 },
            });
            return Task.CompletedTask;
        });

    private static async ValueTask<object?> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, string[] secrets)
    {
        var http = context.HttpContext;
        var (request, malformed) = await IdempotencyRequest.ReadAsync(http);
        if (request is null)
        {
            return malformed is null ? await next(context) : malformed.ToProblem();
        }

        byte[] sent = [];
        var outcome = await http.RequestServices.GetRequiredService<IIdempotencyStore>().RunAsync(
            http.RequestServices.GetRequiredService<ICurrentClient>().Id,
            request.Key,
            request.RequestHash,
            async () =>
            {
                sent = await CaptureAsync(http, await next(context));
                var body = http.Response.StatusCode < 300 ? WithoutSecrets(sent, secrets) : "";
                return new RememberedResponse(http.Response.StatusCode, body, http.Response.ContentType, http.Response.Headers.Location);
            },
            http.RequestAborted);
        if (!outcome.IsSuccess)
        {
            return outcome.Error.ToProblem();
        }

        if (outcome.Value.Replayed)
        {
            sent = Replay(http.Response, outcome.Value.Response);
        }

        // only after the commit does the client hear of the creation
        await http.Response.Body.WriteAsync(sent, http.RequestAborted);
        return Results.Empty;
    }

    private static async Task<byte[]> CaptureAsync(HttpContext http, object? result)
    {
        using var memory = new MemoryStream();
        var original = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var capture = new StreamResponseBodyFeature(memory);
        http.Features.Set<IHttpResponseBodyFeature>(capture);
        try
        {
            await (result as IResult ?? TypedResults.Ok(result)).ExecuteAsync(http);
            await capture.CompleteAsync();
        }
        finally
        {
            http.Features.Set(original);
        }

        return memory.ToArray();
    }

    private static string WithoutSecrets(byte[] body, string[] secrets)
    {
        if (secrets.Length == 0 || body.Length == 0)
        {
            return Encoding.UTF8.GetString(body);
        }

        var json = JsonNode.Parse(body)!.AsObject();
        foreach (var secret in secrets)
        {
            json[secret] = null;
        }

        return json.ToJsonString(JsonStyle.Options);
    }

    private static byte[] Replay(HttpResponse response, RememberedResponse remembered)
    {
        response.StatusCode = remembered.Status;
        response.ContentType = remembered.ContentType;
        response.Headers.Location = remembered.Location;
        response.Headers[Replayed] = "true";
        return Encoding.UTF8.GetBytes(remembered.Body);
    }
}
