using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>
/// Makes the robeings that answer in Slack before the first request is taken: a client that made one of that name for itself would silence
/// the channel.
/// </summary>
internal sealed partial class SlackRobeings(SlackOptions slack, IRobeings robeings, ILogger<SlackRobeings> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var robeing in slack.Workspaces.SelectMany(w => w.Robeings).Distinct(StringComparer.Ordinal))
            {
                await robeings.EnsureSharedAsync(robeing, robeing, ChannelClients.Slack, cancellationToken);
                if (!await robeings.IsOpenToAsync(robeing, ChannelClients.Slack, cancellationToken))
                {
                    LogNotOurs(robeing);
                }
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e); // whoever is missing is made when somebody speaks to them
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The robeing '{Robeing}' of Slack's settings belongs to a client alone and will not answer there. Share it with PATCH and an admin key, or choose another one in the settings")]
    private partial void LogNotOurs(string robeing);

    [LoggerMessage(LogLevel.Warning, "The robeings of Slack could not be made at the start; each is made when somebody speaks to it")]
    private partial void LogFailed(Exception exception);
}
