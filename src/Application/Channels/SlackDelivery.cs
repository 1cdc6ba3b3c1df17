using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>
/// Posts answers into Slack's threads, one page at a time: each is settled before the next, so that a page is never posted twice. What may
/// have arrived is looked for in the thread before it is posted again.
/// </summary>
internal sealed partial class SlackDelivery(
    ISlackApi api, ISlackText text, SlackOptions options, IServiceScopeFactory scopes, TimeProvider clock, ILogger<SlackDelivery> log) : IDeliveryChannel
{
    public const string Name = "slack_post";

    /// <summary>A thread takes answers at any time, but after half an hour nobody waits for one.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    /// <summary>To connect to the database and to read the answer, 2 s each; and a little more, for Slack to show what it took.</summary>
    private static readonly TimeSpan BesidesSlack = TimeSpan.FromSeconds(6);

    private readonly SlackTroubles _troubles = new(clock);

    public string Channel => Name;

    // a try looks and posts, each within its time
    public ChannelRules Rules { get; } = new("post", Grace)
    {
        CarriesHeld = false,
        SaysWhenLate = false,
        HasLanes = true,
        LanePause = options.PostPause,
        LooksAfter = (2 * options.PostTimeout) + BesidesSlack,
    };

    public async Task<SendResult> SendAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        var target = SlackTarget.Of(parcel.Target);
        if (SlackOptions.Choose(options.Workspaces, target.Team, target.App) is not { } workspace)
        {
            return GiveUp(parcel, "This workspace is not in the settings any more.");
        }

        IReadOnlyList<string>? pages;
        try
        {
            pages = await ComposeAsync(parcel, cancellationToken);
        }
        catch (Exception e)
        {
            LogUnread(log, e);
            return parcel.MayHaveArrived // not looked for yet: the next try must not post it unseen
                ? new SendResult.Ambiguous("The answer could not be read; whether it is there was not looked for.")
                : new SendResult.NotSent("The answer could not be read; nothing was sent.");
        }

        if (pages is null)
        {
            return GiveUp(parcel, "The answer no longer exists.");
        }

        var part = parcel.Items is [var item] ? item.From : 0;
        if (part >= pages.Count)
        {
            return new SendResult.Delivered("It became shorter than what is there; nothing is left to post.", [new ShownItem(parcel.Items[0].Subject, part, HasRest: false)]);
        }

        return await PostAsync(workspace, target, pages[part], new SlackMark(parcel.Id, part), parcel.MayHaveArrived, cancellationToken) switch
        {
            SlackPosted.There there when parcel.Items is not [_] => new SendResult.Delivered(there.Ts, []),
            SlackPosted.There there when part + 1 < pages.Count =>
                new SendResult.Partly(there.Ts, new ShownItem(parcel.Items[0].Subject, part + 1, HasRest: true), options.PostPause),
            SlackPosted.There there => new SendResult.Delivered(there.Ts, [new ShownItem(parcel.Items[0].Subject, part + 1, HasRest: false)]),
            SlackPosted.Refused refused => Refuse(target, refused.Reason),
            SlackPosted.NotSent unsent => new SendResult.NotSent(unsent.Reason, unsent.After),
            SlackPosted.Unknown unknown => new SendResult.Ambiguous(unknown.Reason, unknown.IsFinal) { After = unknown.After },
            var other => throw new InvalidOperationException($"No result for {other}."),
        };
    }

    private async Task<SlackPosted> PostAsync(
        SlackWorkspace workspace, SlackTarget target, string page, SlackMark mark, bool mayBeThere, CancellationToken cancellationToken)
    {
        if (mayBeThere)
        {
            var found = await api.FindAsync(workspace, target.Channel, target.Thread, target.Question, cancellationToken);
            if (found.Marks is null)
            {
                WarnOnce(target, found.NeedsOperator, found.Reason);
                var isHopeless = _troubles.LookedInVain(mark.Delivery);
                return new SlackPosted.Unknown($"Whether it is there could not be found out: {found.Reason}", found.IsFinal || isHopeless, found.After);
            }

            _troubles.Looked(mark.Delivery);
            if (found.Marks.Contains(mark))
            {
                return new SlackPosted.There("found in the thread");
            }
        }

        var posted = await api.PostAsync(workspace, new SlackPost(target.Channel, target.Thread, page, mark), cancellationToken);
        if (posted is SlackPosted.NotSent unsent)
        {
            WarnOnce(target, unsent.NeedsOperator, unsent.Reason);
        }

        return posted;
    }

    /// <summary>Null when the answer has been deleted since.</summary>
    private async Task<IReadOnlyList<string>?> ComposeAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        if (parcel.Items is not [var item])
        {
            return [SlackTexts.Failed];
        }

        await using var scope = scopes.CreateAsyncScope();
        var answers = await scope.ServiceProvider.GetRequiredService<IAnswerTexts>().ReadAsync([item.Subject], cancellationToken);
        if (!answers.TryGetValue(item.Subject, out var answer))
        {
            return null;
        }

        var pages = SlackPages.Split(text.FromMarkdown(answer.Text));
        return pages.Count > 0 ? pages : [SlackTexts.NothingToSay];
    }

    /// <summary>What an earlier try may have posted was not refused for certain.</summary>
    private static SendResult GiveUp(Parcel parcel, string reason) =>
        parcel.MayHaveArrived ? new SendResult.Ambiguous(reason, IsFinal: true) : new SendResult.Refused(reason);

    private SendResult.Refused Refuse(SlackTarget target, string reason)
    {
        LogRefused(log, target.Team, target.Channel, reason);
        return new SendResult.Refused(reason);
    }

    private void WarnOnce(SlackTarget target, bool needsOperator, string reason)
    {
        if (needsOperator && _troubles.IsNews(target, reason))
        {
            LogWaiting(log, target.Team, target.Channel, reason);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is to be posted cannot be read; nothing was sent, and it is tried again")]
    private static partial void LogUnread(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Slack refused an answer in workspace {Team}, channel {Channel}: {Reason}. See docs/channels/slack.md")]
    private static partial void LogRefused(ILogger logger, string team, string channel, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "Slack takes no answers in workspace {Team}, channel {Channel}, until somebody helps: {Reason}. Each is tried again for an hour. See docs/channels/slack.md")]
    private static partial void LogWaiting(ILogger logger, string team, string channel, string reason);
}
