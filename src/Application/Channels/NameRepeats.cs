using System.Collections.Concurrent;
using ChatPlatform.Application.Users.Contracts;

namespace ChatPlatform.Application.Channels;

/// <summary>
/// What was said about people's names just now, for requests that come twice: a name's reply leaves no row that could tell. Of this node
/// only; on another one a repeat within the seconds is taken for something new.
/// </summary>
internal sealed class NameRepeats(TimeProvider clock)
{
    /// <summary>Beyond this, what is over is thrown out.</summary>
    private const int Many = 1_000;

    private readonly ConcurrentDictionary<(Guid Person, string Request), (NameReply Reply, long At)> _said = new();

    /// <summary>Null when nothing was said to this request within <see cref="KakaoIntake.RepeatWindow"/>.</summary>
    /// <param name="person">Who said it.</param>
    /// <param name="request">The text, or what else marks the request.</param>
    public NameReply? Find(Guid person, string request) =>
        _said.TryGetValue((person, request), out var said) && !IsOver(said.At) ? said.Reply : null;

    public void Add(Guid person, string request, NameReply reply)
    {
        if (_said.Count >= Many)
        {
            foreach (var (key, said) in _said)
            {
                _ = IsOver(said.At) && _said.TryRemove(key, out _);
            }
        }

        _said[(person, request)] = (reply, clock.GetTimestamp());
    }

    private bool IsOver(long at) => clock.GetElapsedTime(at) > KakaoIntake.RepeatWindow;
}
