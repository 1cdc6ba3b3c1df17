using System.Text.Json;
using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Reads receipts. They are kept in the database, so each field is cut and cleaned of what no text column holds.</summary>
internal static class KakaoReceipts
{
    private const int TaskIdMaxLength = 100;
    private const int StatusMaxLength = 20;
    private const int MessageMaxLength = 500;

    /// <summary>What can be read; fields are null where the body is no JSON object, or is none of ours.</summary>
    public static KakaoReceipt Read(int? httpStatus, byte[]? body)
    {
        if (body is not { Length: > 0 })
        {
            return new(httpStatus);
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new(
                    httpStatus,
                    Text(json.RootElement, "taskId", TaskIdMaxLength),
                    Text(json.RootElement, "status", StatusMaxLength),
                    Text(json.RootElement, "message", MessageMaxLength))
                : new(httpStatus);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half of a surrogate pair
        {
            return new(httpStatus);
        }
    }

    private static string? Text(JsonElement root, string name, int maxLength)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        return CutText.To(value.GetString()!.Replace('\0', ' ').Trim(), maxLength);
    }
}
