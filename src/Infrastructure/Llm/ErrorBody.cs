using System.Text.Json;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>The body that comes with an HTTP error.</summary>
internal static class ErrorBody
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>The server's word for the error; null when the body holds none or cannot be read: the status has said the main thing.</summary>
    public static async Task<string?> ReadCodeAsync(Stream? body, CancellationToken cancellationToken)
    {
        if (body is null)
        {
            return null;
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(new BoundedStream(body, MaxBytes), default, cancellationToken);
            return ModelErrors.ProviderCode(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or IOException or Application.Common.ModelFailedException)
        {
            return null;
        }
    }
}
