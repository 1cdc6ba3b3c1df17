using System.Text.Json;

namespace ChatPlatform.SlackSimulator;

/// <summary>A slash command in the terminal.</summary>
internal static class CommandCommand
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var user = arguments.Text("user", "U0SIM0000");
        var channel = arguments.Text("channel", "C0SIM000");
        var command = arguments.Text("command", "/chat");
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
        if (!ack.IsGood)
        {
            return 1;
        }

        await Task.WhenAny(came.Task, Task.Delay(wait, slack.Clock, cancellationToken));
        return came.Task.IsCompleted ? 0 : 1;

        void Show(string who, string text) => SayCommand.Line(slack.Clock, who, text);
    }

    private static string Pretty(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body).Text("text") ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
