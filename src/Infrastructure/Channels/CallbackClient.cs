using System.Text.Encodings.Web;
using System.Text.Json;
using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Common;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Posts to Kakao's callback URLs through <see cref="GuardedHttp"/>, and reads what came of it with doubt where there is any.</summary>
internal sealed class CallbackClient : IKakaoCallbacks, IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OutboundTargets _targets;
    private readonly GuardedHttp _http;

    public CallbackClient(KakaoOptions options, TimeProvider clock)
        : this(new GuardedHttpOptions(new(options.CallbackHosts, options.AllowsLoopback), options.CallbackTimeout), clock)
    {
    }

    internal CallbackClient(GuardedHttpOptions options, TimeProvider clock) => (_targets, _http) = (options.Targets, new(options, clock));

    public Error? Check(string url) => _targets.Refuse(url) is { } why ? ChannelErrors.CallbackRefused(why) : null;

    public async Task<CallbackOutcome> SendAsync(Uri url, KakaoReply reply, CancellationToken cancellationToken) =>
        OutcomeOf(await _http.PostAsync(url, JsonSerializer.SerializeToUtf8Bytes(reply, Json), cancellationToken));

    public void Dispose() => _http.Dispose();

    private static CallbackOutcome OutcomeOf(GuardedResponse response)
    {
        if (response.Failure == PostFailure.NotAllowed)
        {
            return new CallbackOutcome.Refused(KakaoReceipt.None, CallbackReason.NotAllowed);
        }

        if (!response.IsSent && response.Status is null)
        {
            return new CallbackOutcome.NotSent(ReasonOf(response.Failure));
        }

        var receipt = KakaoReceipts.Read(response.Status, response.Body);
        return response switch
        {
            { Status: >= 300 and < 400 } => new CallbackOutcome.Refused(receipt, CallbackReason.Redirected),
            { Status: >= 400 and < 500 } => new CallbackOutcome.Refused(receipt, CallbackReason.Rejected),
            { Status: >= 500 } => new CallbackOutcome.Ambiguous(receipt, CallbackReason.ServerError),
            { Failure: { } failure } => new CallbackOutcome.Ambiguous(receipt, ReasonOf(failure)),
            _ => receipt.Status switch
            {
                "SUCCESS" => new CallbackOutcome.Delivered(receipt),
                "FAIL" => new CallbackOutcome.Refused(receipt, CallbackReason.Failed),
                "ERROR" => new CallbackOutcome.Ambiguous(receipt, CallbackReason.Error),
                _ => new CallbackOutcome.Ambiguous(receipt, CallbackReason.Unreadable),
            },
        };
    }

    private static CallbackReason ReasonOf(PostFailure? failure) => failure switch
    {
        PostFailure.Unresolved => CallbackReason.Unresolved,
        PostFailure.Unreachable => CallbackReason.Unreachable,
        PostFailure.Insecure => CallbackReason.Insecure,
        PostFailure.TimedOut => CallbackReason.TimedOut,
        PostFailure.Cancelled => CallbackReason.Cancelled,
        PostFailure.Cut => CallbackReason.Cut,
        _ => CallbackReason.Unreadable,
    };
}
