using System.Net.Mime;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatPlatform.Api.Common;

/// <summary>The contract as <c>/openapi/v1.json</c>: made once, from the endpoints, and kept.</summary>
internal static class OpenApiDocuments
{
    public const string Path = "/openapi/v1.json";

    private const string Name = "v1";
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";
    private const string Problem = "Problem";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.AddDocumentTransformer(Describe);
        options.AddSchemaTransformer(OpenApiSchemas.Complete);
        options.AddOperationTransformer(AddProblemsAndSecurity);
        options.AddOperationTransformer(OpenApiExamples.AddExamples);
    });

    public static void MapApiDocument(this WebApplication app)
    {
        var document = new Lazy<Task<byte[]>>(() => MakeAsync(app.Services));
        app.MapGet(Path, async () => Results.Bytes(await document.Value, MediaTypeNames.Application.Json))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapScalar();
    }

    private static async Task<byte[]> MakeAsync(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        using var buffer = new MemoryStream();
        await document.SerializeAsJsonAsync(buffer, OpenApiSpecVersion.OpenApi3_1);
        return buffer.ToArray();
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ChatPlatform",
            Version = typeof(OpenApiDocuments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            Description = "The back end of an AI chat service: conversations that are answered, streamed and remembered. "
                + "JSON in snake_case, times in UTC, errors as RFC 9457 problems with a stable `code`.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "An API key: `Authorization: Bearer <key>`.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "cp_session",
                Description = "The console's sign-in.",
            },
        };
        document.AddComponent<IOpenApiSchema>(Problem, ProblemSchema());
        return Task.CompletedTask;
    }

    private static Task AddProblemsAndSecurity(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var guarded = metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any();
        operation.Responses ??= [];
        foreach (var (status, meaning, applies) in new[]
        {
            ("400", "The request could not be read, or a field is wrong; `errors` names it.", true),
            ("401", "No key, or one that is unknown, expired or revoked.", guarded),
            ("403", "The key lacks the scope.", guarded),
            ("404", "Unknown, or somebody else's.", context.Description.ParameterDescriptions.Any(p => p.Source.Id == "Path")),
            ("429", "Too many requests; `Retry-After` says how long to wait.", guarded),
            ("503", "The database does not answer; `Retry-After` says when to try again.", guarded),
        })
        {
            if (applies)
            {
                operation.Responses.TryAdd(status, new OpenApiResponse { Description = meaning });
            }
        }

        foreach (var (status, response) in operation.Responses)
        {
            if (status[0] is '4' or '5' && response is OpenApiResponse { Content: null or { Count: 0 } } bare)
            {
                bare.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
                };
            }
        }

        if (guarded)
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(Cookie, context.Document)] = [] },
            ];
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Text(string meaning) => new() { Type = JsonSchemaType.String, Description = meaning };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457 problem details.",
            Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "detail", "code", "trace_id" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("Names the problem, as `code` does."),
                ["title"] = Text("The status in words."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text("What happened and what to do next."),
                ["code"] = Text("Stable and machine-readable."),
                ["trace_id"] = Text("Finds the request in the logs."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "Field to messages, on 400 and 422.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
            },
        };
    }
}
