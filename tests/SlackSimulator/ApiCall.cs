using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary>A call of a Web API method as it arrived.</summary>
/// <param name="Method">Such as <c>chat.postMessage</c>.</param>
/// <param name="Token">From the header or, as Slack allows too, from the form.</param>
/// <param name="Arguments">An object; values of a form or a query are texts in it.</param>
internal sealed record ApiCall(string Method, string? Token, JsonElement Arguments)
{
    private const string Scheme = "Bearer ";

    public string? Text(string name) => Arguments.Text(name);

    /// <summary>Null when the body is no JSON.</summary>
    public static async Task<ApiCall?> ReadAsync(HttpContext context, string method)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in context.Request.Query)
        {
            arguments[name] = (string?)value;
        }

        var read = JsonSerializer.SerializeToElement(arguments);
        if (context.Request.HasFormContentType)
        {
            foreach (var (name, value) in await context.Request.ReadFormAsync(context.RequestAborted))
            {
                arguments[name] = (string?)value;
            }

            read = JsonSerializer.SerializeToElement(arguments);
        }
        else if (context.Request.HasJsonContentType() && TakesJson(method))
        {
            try
            {
                using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
                read = body.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }

        var header = (string?)context.Request.Headers.Authorization;
        return new(
            method, header?.StartsWith(Scheme, StringComparison.Ordinal) == true ? header[Scheme.Length..] : read.Text("token"), read);
    }

    // of the methods here only those that write read JSON; Slack ignores it in the others
    private static bool TakesJson(string method) => method is "chat.postMessage" or "auth.test";
}
