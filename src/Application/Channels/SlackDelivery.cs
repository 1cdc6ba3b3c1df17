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
    ISlackApi api, ISlackText text, SlackOptions options, IServiceScopeFactory scopes, ILogger<SlackDelivery> log) : IDeliveryChannel
{
    public const string Name = "slack_post";

    /// <summary>A thread takes answers at any time, but after half an hour nobody waits for one.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    public string Channel => Name;

    // a try looks and posts, each within its time; and a little more, for Slack to show what it took
    public ChannelRules Rules { get; } = new("post", Grace)
    {
        CarriesHeld = false,
        SaysWhenLate = false,
        LanePause = options.PostPause,
        LooksAfter = 2.5 * options.PostTimeout,
    };

    public async Task<SendResult> SendAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        var target = SlackTarget.Of(parcel.Target);
        if (SlackOptions.Choose(options.Workspaces, target.Team, target.App) is not { } workspace)
        {
            return new SendResult.Refused("This workspace is not in the settings any more.");
        }

        IReadOnlyList<string> pages;
        try
        {
            pages = await ComposeAsync(parcel, cancellationToken);
        }
        catch (Exception e)
        {
            LogUnread(log, e);
            return new SendResult.NotSent("The answer could not be read; nothing was sent.");
        }

        // an answer that became shorter since its first page was posted has nothing left to post
        var part = parcel.Items is [var item] ? Math.Min(item.From, pages.Count - 1) : 0;
        var posted = await PostAsync(workspace, target, pages[part], new SlackMark(parcel.Id, part), parcel.MayHaveArrived, cancellationToken);
        return posted switch
        {
            SlackPosted.There there when parcel.Items is not [_] => new SendResult.Delivered(there.Ts, []),
            SlackPosted.There there when part + 1 < pages.Count =>
                new SendResult.Partly(there.Ts, new ShownItem(parcel.Items[0].Subject, part + 1, HasRest: true), options.PostPause),
            SlackPosted.There there => new SendResult.Delivered(there.Ts, [new ShownItem(parcel.Items[0].Subject, part + 1, HasRest: false)]),
            SlackPosted.Refused refused => Refuse(workspace, refused.Reason),
            SlackPosted.NotSent unsent => new SendResult.NotSent(unsent.Reason, unsent.After),
            SlackPosted.Unknown unknown => new SendResult.Ambiguous(unknown.Reason, unknown.IsFinal),
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
                return new SlackPosted.Unknown($"Whether it is there could not be found out: {found.Reason}", found.IsFinal);
            }

            if (found.Marks.Contains(mark))
            {
                return new SlackPosted.There("found in the thread");
            }
        }

        return await api.PostAsync(workspace, new SlackPost(target.Channel, target.Thread, page, mark), cancellationToken);
    }

    private async Task<IReadOnlyList<string>> ComposeAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        if (parcel.Items is not [var item])
        {
            return [SlackTexts.Failed];
        }

        await using var scope = scopes.CreateAsyncScope();
        var answers = await scope.ServiceProvider.GetRequiredService<IAnswerTexts>().ReadAsync([item.Subject], cancellationToken);
        var pages = SlackPages.Split(text.FromMarkdown(answers.GetValueOrDefault(item.Subject)?.Text ?? ""));
        return pages.Count > 0 ? pages : [SlackTexts.NothingToSay];
    }

    private SendResult.Refused Refuse(SlackWorkspace workspace, string reason)
    {
        LogRefused(log, workspace.TeamId ?? "?", reason);
        return new SendResult.Refused(reason);
    }

    [LoggerMessage(LogLevel.Warning, "What is to be posted cannot be read; nothing was sent, and it is tried again")]
    private static partial void LogUnread(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Slack refused an answer in workspace {Team}: {Reason}. See docs/channels/slack.md")]
    private static partial void LogRefused(ILogger logger, string team, string reason);
}
