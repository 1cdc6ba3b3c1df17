using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;

namespace ChatPlatform.Infrastructure.Insights;

internal sealed class EventLog(RowBuffer<EventLogEntry> buffer, TimeProvider clock, ThisNode node) : IEventLog
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new MaskedText() },
    };

    public void Record(PlatformEvent platformEvent)
    {
        if (!buffer.HasRoom)
        {
            buffer.Drop(1);
            return;
        }

        try
        {
            // now and not by the writer: the facts are theirs who hand them over, and may change
            buffer.Add(EventLogEntry.Of(
                clock.Now(),
                platformEvent.Kind,
                platformEvent.Subject,
                platformEvent.UserId,
                platformEvent.Text,
                platformEvent.Detail is null ? null : JsonSerializer.Serialize(platformEvent.Detail, Json),
                node.Id,
                platformEvent.ClientId));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            buffer.Drop(1); // a detail that cannot be written is no reason to fail what has happened already
        }
    }

    /// <summary>Masks inside the JSON: masked afterwards, a long number would turn into something that is none.</summary>
    private sealed class MaskedText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(OperatorText.Mask(value));
    }
}
