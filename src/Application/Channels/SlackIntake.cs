using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Takes a message in: person, conversation, question, task and delivery, all in the unit of work of this scope.</summary>
internal sealed partial class SlackIntake(
    IPeople people,
    IQuestions questions,
    ITaskQueue tasks,
    ITaskPace pace,
    IRobeings robeings,
    SessionOptions sessions,
    SlackOptions options,
    TimeProvider clock,
    ILogger<SlackIntake> log)
{
    public const string Channel = "slack";

    /// <summary>Unanswered questions of one person; more could fill the queue that all share.</summary>
    private const int MostUnanswered = 50;

    private static readonly TimeSpan TaskDeadline = TimeSpan.FromMinutes(10);

    /// <summary>By then a task has ended, and its answer or apology is posted.</summary>
    private static readonly TimeSpan DeliveryDeadline = TimeSpan.FromMinutes(30);

    /// <summary>Fails with <c>channel.busy</c>, which Slack hears as well: it sends again.</summary>
    public async Task<Result<Done>> TakeAsync(ReceiveSlackMessage message, string text, CancellationToken cancellationToken)
    {
        // a retry, or the other event of a mention
        var key = $"slack:{message.Team}:{message.Channel}:{message.Ts}";
        if (await tasks.FindAsync(key, cancellationToken) is not null || !await IsForUsAsync(message, cancellationToken))
        {
            return new Done();
        }

        var robeing = message.Workspace.RobeingFor(message.Channel);
        if (!await IsReadyAsync(robeing, cancellationToken))
        {
            LogNotOurs(log, robeing);
            return new Done();
        }

        if (pace.IsFull)
        {
            return ChannelErrors.Busy;
        }

        var person = await people.FindOrCreateAsync(
            new ChannelIdentity(ChannelClients.Slack, Channel, message.Team, message.User), cancellationToken);
        if (await tasks.CountUnfinishedAsync(person.Id, cancellationToken) >= MostUnanswered)
        {
            return ChannelErrors.Busy;
        }

        var now = clock.Now();
        var behaviour = await robeings.FindAsync(robeing, cancellationToken);
        var isForgotten = behaviour is not null && person.SummaryAt < now - behaviour.MemoryLasts;
        var thread = message.ThreadTs ?? message.Ts;
        var answer = await questions.AddAsync(
            new ChannelQuestion(
                ChannelClients.Slack,
                person.UserId,
                Channel,
                message.Channel,
                text,
                sessions.IdleTimeout,
                person.Name,
                isForgotten ? null : person.Summary)
            {
                Thread = message.IsDirect ? null : thread, // with one person alone, threads are only places on the screen
                RobeingId = robeing,
                ChannelType = message.ChannelType,
                SlackUserId = message.User,
                ThreadTs = thread,
            },
            cancellationToken);
        var target = new SlackTarget(message.Team, message.App, message.Channel, thread, message.Ts);
        tasks.Add(
            new NewTask(IQuestions.AnswerTask, answer.AnswerId, ChannelClients.Slack, answer.ConversationId, now + TaskDeadline),
            new NewDelivery(person.Id, SlackDelivery.Name, target.ToString(), key, now, now + DeliveryDeadline, target.Lane));
        return new Done();
    }

    private async Task<bool> IsForUsAsync(ReceiveSlackMessage message, CancellationToken cancellationToken) =>
        message.IsMention || message.IsDirect || message.Workspace.OpenChannels.Contains(message.Channel)
        || (message.ThreadTs is { } thread
            && await questions.IsThreadAsync(ChannelClients.Slack, Channel, message.Channel, thread, RobeingsOfOthers(message), cancellationToken));

    /// <summary>
    /// Of the other apps in the workspace: a thread of theirs is theirs to go on with. A thread of a robeing that nobody speaks for any more,
    /// since the settings have changed, is ours.
    /// </summary>
    private IReadOnlyCollection<string> RobeingsOfOthers(ReceiveSlackMessage message) =>
    [
        .. options.Workspaces
            .Where(w => (w.TeamId ?? message.Team) == message.Team && w.AppId != message.Workspace.AppId)
            .Select(w => w.RobeingFor(message.Channel))
            .Except([message.Workspace.RobeingFor(message.Channel)], StringComparer.Ordinal),
    ];

    /// <summary>The robeing is there, made now if need be, and is not some client's own.</summary>
    private async Task<bool> IsReadyAsync(string robeing, CancellationToken cancellationToken)
    {
        if (await robeings.IsOpenToAsync(robeing, ChannelClients.Slack, cancellationToken))
        {
            return true;
        }

        await robeings.EnsureSharedAsync(robeing, robeing, ChannelClients.Slack, cancellationToken);
        return await robeings.IsOpenToAsync(robeing, ChannelClients.Slack, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Nothing is answered in Slack: the robeing '{Robeing}' belongs to a client alone. Choose another one in the settings")]
    private static partial void LogNotOurs(ILogger logger, string robeing);
}
