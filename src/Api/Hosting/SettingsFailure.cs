using System.Net.Sockets;
using ChatPlatform.Application.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Api.Hosting;

/// <summary>Why the start failed, in one sentence, where the reason is the operator's to mend. Null: a bug, which may show its stack.</summary>
internal static class SettingsFailure
{
    public static string? Explain(Exception exception) => exception switch
    {
        StartException => exception.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        AggregateException many => many.InnerExceptions.Select(Explain).ToList() is var all && all.TrueForAll(s => s is not null)
            ? string.Join(' ', all.Distinct())
            : null,
        IOException { InnerException: AddressInUseException } => $"Port {PortIn(exception.Message)} is in use; set PORT to a free one.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This user may not listen on that port; set PORT to one above 1023.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "HOST is not an address of this machine.",
        InvalidDataException { InnerException: { } inner } => $"{exception.Message} {inner.Message}",
        InvalidOperationException when KeyIn(exception.Message) is { } key => $"{key} has a value that cannot be read.",
        _ => null,
    };

    /// <summary>Kestrel says "Failed to bind to address http://127.0.0.1:5000: address already in use."</summary>
    private static string PortIn(string message) => message.Split(": ")[0] is var address && address.LastIndexOf(':') is var colon and > 0
        ? address[(colon + 1)..]
        : "";

    /// <summary>The binder says "Failed to convert configuration value … at 'Section:Name' to type …"</summary>
    private static string? KeyIn(string message) =>
        message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) && message.Split(" at '") is { Length: > 1 } parts
            ? parts[^1].Split('\'')[0]
            : null;
}
