using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatPlatform.Api.Common;

/// <summary>Says what the exporter cannot see: the types behind our own converters of text and times, and what is never null.</summary>
internal static class OpenApiSchemas
{
    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var isNullable = context.JsonPropertyInfo is { } property
            ? property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null
            : Nullable.GetUnderlyingType(type) is not null;
        if (IsText(type))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = type == typeof(string) ? schema.Format : "date-time";
        }

        if (context.JsonTypeInfo.ElementType is { } element && IsText(element))
        {
            var item = new OpenApiSchema { Type = JsonSchemaType.String, Format = element == typeof(string) ? null : "date-time" };
            if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary)
            {
                schema.AdditionalProperties = item;
            }
            else
            {
                schema.Items = item;
            }
        }

        if (schema.Type is { } known && context.JsonPropertyInfo is not null)
        {
            schema.Type = isNullable ? known | JsonSchemaType.Null : known & ~JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }

    private static bool IsText(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain == typeof(string) || plain == typeof(DateTimeOffset));
}
