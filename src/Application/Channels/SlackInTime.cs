using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Answers commands before Slack stops to listen, however slow the database is. What takes longer goes on, and its answer follows.</summary>
internal sealed partial class SlackInTime(IServiceScopeFactory scopes, ISlackResponses responses, TimeProvider clock, ILogger<SlackInTime> log)
{
    /// <summary>For all that a command does; Slack waits 3 s, and the response has a way to go.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.3);

    public async Task<string> AnswerAsync(RunSlackCommand command)
    {
        var running = RunAsync(command);
        try
        {
            return await running.WaitAsync(Limit, clock);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            _ = FollowAsync(command, running);
            return string.IsNullOrEmpty(command.ResponseUrl) ? SlackTexts.StillAtIt : SlackTexts.StillAtItAndFollows;
        }
        catch (TimeoutException)
        {
            return await running; // it ended in this moment
        }
    }

    /// <summary>In a scope of its own, which may outlive the request. Does not throw.</summary>
    private async Task<string> RunAsync(RunSlackCommand command)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var done = await scope.ServiceProvider.GetRequiredService<SlackCommands>().RunAsync(command, CancellationToken.None);
            return done.Match(text => text, SlackTexts.Of);
        }
        catch (Exception e)
        {
            LogFailed(log, e);
            return SlackTexts.NotDone;
        }
    }

    private async Task FollowAsync(RunSlackCommand command, Task<string> running)
    {
        var text = await running;
        if (command.ResponseUrl is { Length: > 0 } url && await responses.SendAsync(url, text, CancellationToken.None) is { } why)
        {
            LogUntold(log, why);
        }
    }

    [LoggerMessage(LogLevel.Error, "A slash command failed; the person was told to try again")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "A slash command took longer than Slack waits, and its response_url did not take the answer: {Reason}")]
    private static partial void LogUntold(ILogger logger, string reason);
}
