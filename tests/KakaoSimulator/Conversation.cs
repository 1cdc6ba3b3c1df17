namespace ChatPlatform.KakaoSimulator;

/// <summary>A person who follows a plan, and who presses what a person would press.</summary>
internal sealed class Conversation(Person person, TimeProvider clock, double timeScale)
{
    private const int MostAttempts = 5;
    private const int MostPresses = 6;

    /// <summary>People read a thousand characters before they ask for more.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(4);

    /// <summary>Asks, and unless in a hurry waits for the answer. A question that Kakao lost is asked anew, as another question.</summary>
    public async Task TakeAsync(Step step, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var turn = await person.AskAsync(step.Text, step.How, cancellationToken);
            if (turn.Reply.Response is not null)
            {
                await ReadOnAsync(turn, step, cancellationToken);
                return;
            }

            await PauseAsync(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private async Task ReadOnAsync(Turn turn, Step step, CancellationToken cancellationToken)
    {
        if (step.Hurries)
        {
            await PauseAsync(TimeSpan.FromMilliseconds(400), cancellationToken);
            return;
        }

        await person.WaitAsync(turn, cancellationToken);
        for (var presses = 0; presses < MostPresses && Next(turn.Utterance.Question!) is { } button; presses++)
        {
            await PauseAsync(Reading, cancellationToken);
            var pressed = await person.PressAsync(button, turn.Callback is null ? null : CallbackMode.Ok, cancellationToken);
            await person.WaitAsync(pressed, cancellationToken);
        }
    }

    /// <summary>Asks again until the answer is there, and reads on as long as there is more.</summary>
    private QuickReply? Next(Question question) =>
        person.Buttons.FirstOrDefault(button => (button.ChecksAnswer && !question.IsSeen) || button.ShowsMore);

    private Task PauseAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time * timeScale, clock, cancellationToken);
}
