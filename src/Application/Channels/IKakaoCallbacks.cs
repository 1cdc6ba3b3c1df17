using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Channels;

/// <summary>Posts answers to the callback URLs that come with skill requests.</summary>
public interface IKakaoCallbacks
{
    /// <summary>
    /// Null when answers may be posted to <paramref name="url"/>: https on port 443, a host of <see cref="KakaoOptions.CallbackHosts"/>,
    /// no user information, at most 2,000 visible ASCII characters. Nothing is resolved: addresses are checked when connecting.
    /// </summary>
    Error? Check(string url);

    /// <summary>
    /// Posts once, within <see cref="KakaoOptions.CallbackTimeout"/>. Does not throw for anything the network or the other side does, nor
    /// for cancellation: it ends soon then, and says what is known.
    /// </summary>
    Task<CallbackOutcome> SendAsync(Uri url, KakaoReply reply, CancellationToken cancellationToken);
}
