using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Channels;

/// <summary>
/// Somebody said something in Slack. When it is for a robeing it is saved, and answered by a task: a mention, a direct message, a message
/// in an open channel or in a thread in which it has answered before. Saved once, however often Slack says it.
/// </summary>
/// <param name="Workspace">Whose signature was right.</param>
/// <param name="Team">Slack's id, ≤ 20 characters without a slash, like those that follow.</param>
/// <param name="App">The app.</param>
/// <param name="Channel">Where it was said.</param>
/// <param name="ChannelType"><c>channel</c>, <c>group</c>, <c>im</c>, <c>mpim</c>.</param>
/// <param name="User">Who said it.</param>
/// <param name="Text">As Slack writes it.</param>
/// <param name="Ts">The message's id within the channel.</param>
/// <param name="ThreadTs">The thread that it was said in; null for none.</param>
/// <param name="BotUser">The robeing's own id there; null when Slack does not say.</param>
/// <param name="IsMention">Slack says that it mentions the app.</param>
public sealed record ReceiveSlackMessage(
    SlackWorkspace Workspace,
    string Team,
    string App,
    string Channel,
    string ChannelType,
    string User,
    string Text,
    string Ts,
    string? ThreadTs,
    string? BotUser,
    bool IsMention) : ISelfCommitting<Done>
{
    /// <summary>Said to the robeing alone.</summary>
    public bool IsDirect => ChannelType == "im";

    /// <summary>Whether it may be for a robeing; in a thread only the database knows.</summary>
    public bool IsAddressed => IsMention || IsDirect || ThreadTs is not null || Workspace.OpenChannels.Contains(Channel);
}

internal sealed class ReceiveSlackMessageHandler(ChannelSaving saving) : IRequestHandler<ReceiveSlackMessage, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReceiveSlackMessage command, CancellationToken cancellationToken)
    {
        if (!command.IsAddressed)
        {
            return new Done(); // most of what people say to each other: no query
        }

        var text = SlackMessageText.Of(command.Text.Replace("\0", "", StringComparison.Ordinal), command.BotUser); // the database holds no NUL
        text = text.Length == 0 ? SlackTexts.Called : text.Length <= IQuestions.TextMaxLength ? text : Graphemes.Cut(text, IQuestions.TextMaxLength);
        var saved = await saving.SaveAsync(
            ChannelSaving.SlacksPatience, (services, token) => services.GetRequiredService<SlackIntake>().TakeAsync(command, text, token));
        return saved.Match(taken => taken, error => error);
    }
}
