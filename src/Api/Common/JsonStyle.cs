using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatPlatform.Api.Common;

/// <summary>The wire format: snake_case, enums as snake_case strings, times in UTC with <c>Z</c>, Hangul and emoji unescaped.</summary>
internal static class JsonStyle
{
    /// <summary>The message of the exception for text with a NUL character; fit for the caller's eyes.</summary>
    public const string NulRefused = "Text must not contain NUL characters (\\u0000).";

    /// <summary>The same for text that is no Unicode.</summary>
    public const string BrokenRefused = "Text must be valid Unicode; half of a surrogate pair (\\ud800 to \\udfff) is none.";

    public static readonly JsonSerializerOptions Options = Make();

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // our JSON is never put into HTML, and is sent with nosniff
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new AnyJsonConverter());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Refuses at the door what no text column of PostgreSQL can hold: NUL, and what is not Unicode.</summary>
    private static string TextOf(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(BrokenRefused, e);
        }

        return text.Contains('\0') ? throw new JsonException(NulRefused) : text;
    }

    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.String => TextOf(ref reader),
                JsonTokenType.Null => null,
                _ => throw new JsonException(),
            };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TextOf(ref reader);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }

    /// <summary>A caller's own JSON, whose names and texts, however deep, are held to the same as ours. The reader bounds the depth (64).</summary>
    private sealed class AnyJsonConverter : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var texts = reader; // a copy: the element is read from where this one stays
            var end = texts.CurrentDepth;
            do
            {
                if (texts.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    TextOf(ref texts);
                }
            }
            while ((texts.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || texts.CurrentDepth > end) && texts.Read());

            return JsonElement.ParseValue(ref reader);
        }

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
    }

    private sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }
}
