namespace ChatPlatform.Application.Channels;

/// <summary>Says what came of a command to the person who typed it, when Slack no longer waits for the response.</summary>
public interface ISlackResponses
{
    /// <summary>
    /// Posts once, within <see cref="SlackOptions.PostTimeout"/>, and only to Slack. Null when it was taken, otherwise why not, without the
    /// address: who knows that may post there. Does not throw for anything the network or Slack does.
    /// </summary>
    /// <param name="responseUrl">As it came with the command.</param>
    /// <param name="text">Slack's mrkdwn.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<string?> SendAsync(string responseUrl, string text, CancellationToken cancellationToken);
}
