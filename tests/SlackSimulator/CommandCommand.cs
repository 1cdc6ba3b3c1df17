using System.Text.Json;

namespace ChatPlatform.SlackSimulator;

/// <summary>A slash command in the terminal. An acknowledgement that says something is the answer; after another one it comes to the response_url.</summary>
internal static class CommandCommand
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var user = arguments.Text("user", "U0SIM0000");
        var channel = arguments.Text("channel", "C0SIM000");
        var command = arguments.Text("command", "/robeing");
        var wait = arguments.Seconds("wait", 60);
        await using var slack = await SlackSetup.StartAsync(arguments, new());
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        slack.Api.OnPost = post => Show("post", post.Text);
        var ack = await slack.Commands.RunAsync(
            command,
            string.Join(' ', arguments.Words),
            user,
            channel,
            message =>
            {
                Show(message.Text("response_type") ?? "ephemeral", message.Text("text") ?? message.GetRawText());
                came.TrySetResult();
            },
            cancellationToken);
        Show("ack", $"{(ack.Problem is null ? "HTTP" : ack.Problem)} {ack.Status} after {ack.Elapsed.TotalMilliseconds:F0} ms {Pretty(ack.Body)}");
        var isAnswered = Pretty(ack.Body).Length > 0;
        if (ack.IsGood && !(isAnswered && !arguments.Has("wait")))
        {
            await Task.WhenAny(came.Task, Task.Delay(wait, slack.Clock, cancellationToken));
        }

        return ack.IsGood && (isAnswered || came.Task.IsCompleted) ? 0 : 1;

        void Show(string who, string text) => SayCommand.Line(slack.Clock, who, text);
    }

    private static string Pretty(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body) is { ValueKind: JsonValueKind.Object } json ? json.Text("text") ?? "" : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
