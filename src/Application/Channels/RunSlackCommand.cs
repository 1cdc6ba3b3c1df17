using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using MediatR;

namespace ChatPlatform.Application.Channels;

/// <summary>
/// Carries out what follows <c>/robeing</c>, and says in mrkdwn what came of it, to the person who typed it: failures too, for Slack shows
/// people an error of its own when it gets none of our sentences. Works in Korean and English.
/// </summary>
/// <param name="Workspace">Whose signature was right.</param>
/// <param name="Team">Slack's id, like those that follow.</param>
/// <param name="Channel">Where it was typed: it decides which robeing is meant.</param>
/// <param name="User">Who typed it.</param>
/// <param name="Text">≤ 4,000 characters.</param>
public sealed record RunSlackCommand(SlackWorkspace Workspace, string Team, string Channel, string User, string Text) : ISelfCommitting<string>
{
    /// <summary>Where the answer goes when it takes longer than Slack waits; null or empty for nowhere.</summary>
    public string? ResponseUrl { get; init; }
}

internal sealed class RunSlackCommandHandler(SlackInTime inTime) : IRequestHandler<RunSlackCommand, Result<string>>
{
    public async Task<Result<string>> Handle(RunSlackCommand command, CancellationToken cancellationToken) => await inTime.AnswerAsync(command);
}
