using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatPlatform.FakeModelServer;

/// <summary>OpenAI's wire format, byte for byte as the service writes it. The usual answer is prepared once for each model id.</summary>
internal sealed class OpenAiReplies(FakeModelOptions options) : IReplies
{
    private const long Created = 1_700_000_000;
    private const int PromptTokens = 11;
    private const string Id = "chatcmpl-fake0001";

    // Hangul goes out as UTF-8, as every model server sends it, and not escaped
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<(string Model, bool Stream, bool Usage), (byte[][] Tokens, byte[] End)> _usual = new();

    public static Task ModelsAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new
    {
        @object = "list",
        data = new[] { new { id = "gpt-4o", @object = "model", created = Created, owned_by = "fake" } },
    });

    public static async Task ErrorAsync(HttpContext context, FakeReply reply)
    {
        context.Response.StatusCode = reply.Number;
        if (reply.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = reply.RetryAfter;
        }

        var (type, code) = reply.Number switch
        {
            401 => ("invalid_request_error", "invalid_api_key"),
            404 => ("invalid_request_error", "model_not_found"),
            429 => ("requests", reply.Text ?? "rate_limit_exceeded"),
            < 500 => ("invalid_request_error", reply.Text ?? "invalid_value"),
            _ => ("server_error", null),
        };
        // the real service repeats part of the key and of the input: nothing of this message may reach a caller of ours
        var message = $"Incorrect: sk-secret-fragment ({reply.Number.ToString(CultureInfo.InvariantCulture)})";
        await context.Response.WriteAsJsonAsync(new { error = new { message, type, param = (string?)null, code } });
    }

    public async Task AnswerAsync(HttpContext context, JsonElement request, FakeReply reply)
    {
        var model = request.TryGetProperty("model", out var m) ? m.GetString()! : "fake";
        var stream = request.TryGetProperty("stream", out var s) && s.ValueKind is JsonValueKind.True;
        var usage = request.TryGetProperty("stream_options", out var o)
            && o.ValueKind is JsonValueKind.Object && o.TryGetProperty("include_usage", out var include) && include.GetBoolean();
        var (tokens, end) = ReferenceEquals(reply, FakeReply.Usual)
            ? _usual.GetOrAdd((model, stream, usage), key => Build(key.Model, key.Stream, key.Usage, reply))
            : Build(model, stream, usage, reply);
        if (stream)
        {
            await EventWriter.SendAsync(context, tokens, end, reply, options);
            return;
        }

        await SendPlainAsync(context, tokens[0], reply);
    }

    internal static async Task SendPlainAsync(HttpContext context, byte[] body, FakeReply reply)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (reply.Fault is Fault.HangBeforeFirst)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (reply.Fault.StopsMidway())
        {
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Breakage.StopAsync(context, reply.Fault);
            return;
        }

        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private (byte[][] Tokens, byte[] End) Build(string model, bool stream, bool usage, FakeReply reply)
    {
        var words = Split(reply.Text ?? options.Answer);
        var totals = new
        {
            prompt_tokens = PromptTokens,
            completion_tokens = words.Count,
            total_tokens = PromptTokens + words.Count,
            prompt_tokens_details = new { cached_tokens = 0, audio_tokens = 0 },
            completion_tokens_details = new { reasoning_tokens = 0, audio_tokens = 0 },
        };
        if (!stream)
        {
            return ([Plain(model, totals, words, reply)], []);
        }

        var finish = reply.Fault is Fault.ToolCall ? "tool_calls" : "stop";
        List<string> events = [Chunk(model, usage, new { role = "assistant", content = "", refusal = (string?)null })];
        events.AddRange(reply.Fault is Fault.ToolCall
            ? ToolDeltas(reply).Select(delta => Chunk(model, usage, delta))
            : words.Select(word => Chunk(model, usage, new { content = word })));
        if (reply.Fault is Fault.Malformed)
        {
            events[^1] = events[^1][..(events[^1].Length / 2)] + "\n\n";
        }

        var end = new StringBuilder();
        if (reply.Fault is Fault.ErrorMidway)
        {
            end.Append("data: {\"error\":{\"message\":\"sk-secret-fragment\",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n");
            return ([.. events.Select(Encoding.UTF8.GetBytes)], Encoding.UTF8.GetBytes(end.ToString()));
        }

        if (reply.Fault is not (Fault.NoFinish or Fault.NoEnd))
        {
            end.Append(Chunk(model, usage, new { }, finish));
        }

        if (usage && reply.Fault is not Fault.NoEnd)
        {
            end.Append("data: ").Append(JsonSerializer.Serialize(
                new { id = Id, @object = "chat.completion.chunk", created = Created, model, choices = Array.Empty<int>(), usage = totals },
                Json)).Append("\n\n");
        }

        if (reply.Fault is not (Fault.NoDone or Fault.NoEnd))
        {
            end.Append("data: [DONE]\n\n");
        }

        return ([.. events.Select(Encoding.UTF8.GetBytes)], Encoding.UTF8.GetBytes(end.ToString()));
    }

    private static byte[] Plain(string model, object usage, List<string> words, FakeReply reply)
    {
        object message = reply.Fault is Fault.ToolCall
            ? new
            {
                role = "assistant",
                content = (string?)null,
                tool_calls = new[]
                {
                    new { id = "call_fake1", type = "function", function = new { name = reply.Tool, arguments = reply.ToolArguments } },
                },
            }
            : new { role = "assistant", content = string.Concat(words), refusal = (string?)null, annotations = Array.Empty<int>() };
        var finish = reply.Fault switch
        {
            Fault.ToolCall => "tool_calls",
            Fault.NoFinish or Fault.NoEnd => null,
            _ => "stop",
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = Id,
                @object = "chat.completion",
                created = Created,
                model,
                choices = new[] { new { index = 0, message, logprobs = (object?)null, finish_reason = finish } },
                usage,
                service_tier = "default",
                system_fingerprint = "fp_fake",
            },
            Json);
        return reply.Fault is Fault.Malformed ? bytes[..(bytes.Length / 2)] : bytes;
    }

    private static string Chunk(string model, bool usage, object delta, string? finish = null)
    {
        var choices = new[] { new { index = 0, delta, logprobs = (object?)null, finish_reason = finish } };
        const string kind = "chat.completion.chunk";
        object chunk = usage
            ? new { id = Id, @object = kind, created = Created, model, system_fingerprint = "fp_fake", choices, usage = (object?)null }
            : new { id = Id, @object = kind, created = Created, model, system_fingerprint = "fp_fake", choices };
        return $"data: {JsonSerializer.Serialize(chunk, Json)}\n\n";
    }

    private static IEnumerable<object> ToolDeltas(FakeReply reply)
    {
        static object Delta(object function) => new { tool_calls = new[] { function } };

        yield return Delta(new { index = 0, id = "call_fake1", type = "function", function = new { name = reply.Tool, arguments = "" } });
        var half = reply.ToolArguments.Length / 2;
        yield return Delta(new { index = 0, function = new { arguments = reply.ToolArguments[..half] } });
        yield return Delta(new { index = 0, function = new { arguments = reply.ToolArguments[half..] } });
    }

    /// <summary>Words with the space that follows them.</summary>
    internal static List<string> Split(string text)
    {
        List<string> words = [];
        for (var start = 0; start < text.Length;)
        {
            var space = text.IndexOf(' ', start);
            var next = space < 0 ? text.Length : space + 1;
            words.Add(text[start..next]);
            start = next;
        }

        return words;
    }
}
