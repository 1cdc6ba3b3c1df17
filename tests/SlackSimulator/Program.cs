using System.Text;

namespace ChatPlatform.SlackSimulator;

/// <summary>The simulator as a program: <see cref="HelpText"/>.</summary>
internal static class EntryPoint
{
    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            var arguments = new Arguments([.. args.Skip(1)]);
            if (args.Length == 0 || args[0] is "help" or "--help" or "-h" || arguments.Has("help"))
            {
                await Console.Out.WriteLineAsync(HelpText.Text);
                return 0;
            }

            return args[0] switch
            {
                "say" => await SayCommand.RunAsync(arguments, stop.Token),
                "drive" => await DriveCommand.RunAsync(arguments, stop.Token),
                "command" => await CommandCommand.RunAsync(arguments, stop.Token),
                _ => throw new FormatException($"There is no command '{args[0]}'; --help lists them."),
            };
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 130; // as shells report an interrupt
        }
    }
}
