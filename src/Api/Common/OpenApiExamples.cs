using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatPlatform.Api.Common;

/// <summary>What a call looks like, given beside the endpoint it belongs to.</summary>
internal sealed record OpenApiExample(object? Request, object? Response);

internal static class OpenApiExamples
{
    /// <summary>Shows a request body and the body of the successful responses in the API document.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder endpoint, object? request = null, object? response = null)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpenApiExample(request, response));

    public static Task AddExamples(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var example = context.Description.ActionDescriptor.EndpointMetadata.OfType<OpenApiExample>().LastOrDefault();
        if (example?.Request is { } request)
        {
            Show(operation.RequestBody?.Content, request);
        }

        if (example?.Response is { } response)
        {
            foreach (var (_, success) in operation.Responses?.Where(r => r.Key.StartsWith('2')) ?? [])
            {
                Show(success.Content, response);
            }
        }

        return Task.CompletedTask;
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, object example)
    {
        foreach (var media in content?.Values ?? [])
        {
            // a stream's example is its text, everything else is an object in the wire format
            media.Example = example is string text ? JsonValue.Create(text) : JsonSerializer.SerializeToNode(example, JsonStyle.Options);
        }
    }
}
