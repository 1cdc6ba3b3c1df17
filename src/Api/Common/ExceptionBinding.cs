using System.Text.Json;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Common;

/// <summary>Says what is wrong with a request that could not be read, in the caller's terms: field paths and parameter names, no types of ours.</summary>
internal static class ExceptionBinding
{
    public static ProblemDetails Explain(BadHttpRequestException exception)
    {
        if (exception.StatusCode != StatusCodes.Status400BadRequest)
        {
            return new ProblemDetails { Status = exception.StatusCode };
        }

        var (field, message) = exception.InnerException is JsonException json ? OfJson(json) : OfParameter(exception.Message);
        var detail = field is null ? message : $"{field}: {message}";
        var fields = field is null ? null : new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] };
        return new Error(ErrorKind.Validation, "request.invalid", detail, fields).ToProblemDetails();
    }

    private static (string? Field, string Message) OfJson(JsonException exception)
    {
        var path = exception.Path is null or "$" ? null : exception.Path.StartsWith("$.", StringComparison.Ordinal) ? exception.Path[2..] : exception.Path;
        // the reader's own exception, which is not public, is inside when the text is not JSON at all
        if (exception.InnerException is JsonException)
        {
            return (null, $"The body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }

        if (new[] { JsonStyle.NulRefused, JsonStyle.BrokenRefused }.FirstOrDefault(r => exception.Message.StartsWith(r, StringComparison.Ordinal)) is { } refused)
        {
            return (path, refused);
        }

        return path is null
            ? (null, "The body does not have the expected shape; see the API reference.")
            : (path, "The value is not of the expected type, or not one of the allowed words.");
    }

    /// <summary>The framework quotes the parameter as <c>"Type name"</c>; what follows may be the caller's own text.</summary>
    private static (string? Field, string Message) OfParameter(string text)
    {
        var quoted = text.Split('"') is [_, { } first, ..] ? first : "";
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(quoted[(quoted.LastIndexOf(' ') + 1)..]);
        if (text.StartsWith("Failed to bind", StringComparison.Ordinal) && name.Length > 0)
        {
            return (name, "The value could not be read.");
        }

        var body = text.StartsWith("Implicit body", StringComparison.Ordinal) || text.EndsWith("from body.", StringComparison.Ordinal);
        return text.StartsWith("Required parameter", StringComparison.Ordinal) && !body && name.Length > 0
            ? (name, "A value is required.")
            : (null, body ? "A JSON body is required." : "The request could not be read.");
    }
}
