using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatPlatform.FakeModelServer;

/// <summary>The midm style: <c>/chat</c> and <c>/chat/stream</c>, in one of the shapes that were seen.</summary>
internal sealed class MidmReplies(FakeModelOptions options) : IReplies
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OpenAiReplies _openAi = new(options);

    public async Task AnswerAsync(HttpContext context, JsonElement request, FakeReply reply)
    {
        var stream = context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal);
        var text = reply.Text ?? options.Answer;
        if (options.Midm is MidmShape.OpenAi)
        {
            using var asked = JsonDocument.Parse($$"""{"model":"midm","stream":{{(stream ? "true" : "false")}}}""");
            await _openAi.AnswerAsync(context, asked.RootElement, reply);
            return;
        }

        if (stream)
        {
            List<byte[]> events = [.. OpenAiReplies.Split(text).Select(word => Encoding.UTF8.GetBytes($"data: {Event(word)}\n\n"))];
            if (reply.Fault is Fault.Malformed)
            {
                events[^1] = "data: {\"content\":\"bro\n\n"u8.ToArray();
            }

            var end = reply.Fault switch
            {
                Fault.ErrorMidway => "data: {\"error\":{\"message\":\"sk-secret-fragment\"}}\n\n",
                Fault.NoDone or Fault.NoEnd => "",
                _ => options.Midm is MidmShape.Raw ? "" : "data: [DONE]\n\n",
            };
            await EventWriter.SendAsync(context, events, Encoding.UTF8.GetBytes(end), reply, options);
            return;
        }

        object body = options.Midm switch
        {
            MidmShape.Response => new { response = text },
            MidmShape.Message => new { message = new { role = "assistant", content = text } },
            _ => new { content = text },
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json);
        await OpenAiReplies.SendPlainAsync(context, reply.Fault is Fault.Malformed ? bytes[..(bytes.Length / 2)] : bytes, reply);
    }

    private string Event(string word) => options.Midm switch
    {
        MidmShape.Response => JsonSerializer.Serialize(new { token = word }, Json),
        MidmShape.Message => JsonSerializer.Serialize(new { delta = word }, Json),
        MidmShape.Raw => word,
        _ => JsonSerializer.Serialize(new { content = word }, Json),
    };
}
