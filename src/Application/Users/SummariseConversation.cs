using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Users;

/// <summary>
/// Writes down what a conversation taught about the person. Its subject is the message up to which it goes: unique for each state of a
/// conversation, and the way to it. Safe to repeat: what has been considered is not read again, and a summary that was edited or erased
/// meanwhile wins over the one that was in the making.
/// </summary>
internal sealed partial class SummariseConversation(
    IServiceScopeFactory scopes, IChatClient model, ModelDefaults defaults, UserOptions options, TimeProvider clock, ILogger<SummariseConversation> log)
    : ITaskHandler
{
    public const string KindName = "user_summary";

    private const float Temperature = 0.2f;
    private const int MaxTokens = 300;

    /// <summary>Messages read at most; older ones of a longer conversation were considered on the way.</summary>
    private const int MostMessages = 2 * RipeConversations.ManyMessages;

    private static readonly TimeSpan OutagePause = TimeSpan.FromMinutes(1);

    public string Kind => KindName;

    public async Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (!options.Summary
            || await services.GetRequiredService<ITranscripts>().ReadAsync(attempt.Subject, MostMessages, stopping) is not { } talk
            || await FindAsync(services, talk, stopping) is not { } user)
        {
            return new TaskResult.Completed(); // switched off, or deleted meanwhile
        }

        var considered = user.Summary.ConsideredOf(talk.ConversationId);
        var lines = talk.Lines.Where(l => l.Position > considered).ToList();
        if (!lines.Exists(l => l.IsUser))
        {
            return new TaskResult.Completed();
        }

        try
        {
            var asked = new ChatOptions { ModelId = defaults.Model, Temperature = Temperature, MaxOutputTokens = MaxTokens };
            var answer = await model.GetResponseAsync(SummaryPrompt.Of(user.Summary, lines), asked, stopping);
            user.Summary.Summarise(
                SummaryPrompt.Read(answer.Text), talk.ConversationId, talk.UpTo, answer.ModelId ?? defaults.Model, clock.Now());
            await services.GetRequiredService<IUnitOfWork>().SaveChangesAsync(stopping);
            return new TaskResult.Completed(TokensOf(answer.Usage));
        }
        catch (ModelFailedException e) when (e.Error.Kind == ErrorKind.Unavailable)
        {
            // away, overloaded, or not even asked: nobody waits for a summary, and an outage outlasts three attempts
            return new TaskResult.Postponed(e.RetryAfter > OutagePause ? e.RetryAfter.Value : OutagePause);
        }
        catch (ModelFailedException e)
        {
            return new TaskResult.Failed(e.Error);
        }
        catch (DbUpdateConcurrencyException)
        {
            LogOvertaken(attempt.TaskId);
            return new TaskResult.Postponed(TimeSpan.Zero); // reads what there is now, which may be nothing any more
        }
    }

    private static Task<AppUser?> FindAsync(IServiceProvider services, Transcript talk, CancellationToken cancellationToken) =>
        services.GetRequiredService<IUsersDb>().AppUsers.Include(u => u.Summary)
            .SingleOrDefaultAsync(u => u.ClientId == talk.ClientId && u.UserId == talk.UserId, cancellationToken);

    private static int? TokensOf(UsageDetails? usage) =>
        (int?)(usage?.TotalTokenCount ?? usage?.InputTokenCount + usage?.OutputTokenCount);

    [LoggerMessage(LogLevel.Information, "Task {TaskId}: the summary was edited or erased while it was being written; what was written is thrown away.")]
    private partial void LogOvertaken(Guid taskId);
}
