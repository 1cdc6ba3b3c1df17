using System.Globalization;

namespace ChatPlatform.KakaoSimulator;

/// <summary>A conversation in the terminal.</summary>
internal static class SayCommand
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var user = arguments.Text("user", "simulator")!;
        var press = arguments.Has("press");
        var how = new Utterance("")
        {
            Callback = arguments.Callback(CallbackMode.Ok),
            SendAgainAfter = arguments.Has("twice") ? TimeSpan.FromMilliseconds(200) : null,
            Minimal = arguments.Has("minimal"),
        };
        await using var kakao = await Kakao.StartAsync(arguments);
        var terminal = new ChatTerminal(kakao.Bot, user, press);
        if (arguments.Words.Count > 0)
        {
            await terminal.SayAsync(how with { Text = string.Join(' ', arguments.Words) }, cancellationToken);
        }
        else
        {
            await TalkAsync(terminal, how, cancellationToken);
        }

        return await terminal.CloseAsync();
    }

    private static async Task TalkAsync(ChatTerminal terminal, Utterance how, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync("A line says something, #1 presses the first button, an empty line ends.");
        while (await Console.In.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var button = line[0] == '#' && int.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out var number)
                ? terminal.Buttons.ElementAtOrDefault(number - 1)
                : null;
            await terminal.SayAsync(
                how with { Text = button is null ? line : button.MessageText ?? button.Label, Button = button }, cancellationToken);
        }
    }
}
