using System.Text.Json;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Posts answers to callback URLs.</summary>
internal sealed partial class KakaoDelivery(IKakaoCallbacks callbacks, IServiceScopeFactory scopes, ILogger<KakaoDelivery> log) : IDeliveryChannel
{
    public const string Name = "kakao_callback";

    /// <summary>Kakao takes a callback for a minute, and an apology leaves after 50 s; two seconds are for the way.</summary>
    public static readonly TimeSpan TimeToApologise = TimeSpan.FromSeconds(50);

    public string Channel => Name;

    public ChannelRules Rules { get; } = new("callback", TimeSpan.FromSeconds(8));

    public async Task<SendResult> SendAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        ComposedReply composed;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            composed = await ComposeAsync(scope.ServiceProvider.GetRequiredService<KakaoComposer>(), parcel, cancellationToken);
        }
        catch (Exception e)
        {
            LogUnread(log, e);
            return new SendResult.NotSent("The answer could not be read; nothing was sent.");
        }

        return await callbacks.SendAsync(new Uri(parcel.Target), composed.Reply, cancellationToken) switch
        {
            CallbackOutcome.Delivered delivered => new SendResult.Delivered(Write(delivered.Receipt, null), composed.Shown),
            CallbackOutcome.Refused refused => new SendResult.Refused(Write(refused.Receipt, refused.Reason)),
            CallbackOutcome.NotSent unsent => new SendResult.NotSent(Write(KakaoReceipt.None, unsent.Reason)),
            CallbackOutcome.Ambiguous ambiguous => new SendResult.Ambiguous(Write(ambiguous.Receipt, ambiguous.Reason)),
            var unknown => throw new InvalidOperationException($"No result for {unknown}."),
        };
    }

    private static async Task<ComposedReply> ComposeAsync(KakaoComposer composer, Parcel parcel, CancellationToken cancellationToken) => parcel.Kind switch
    {
        ParcelKind.Answers => await composer.ComposeAsync(parcel.Items, null, cancellationToken),
        ParcelKind.Apology => new(KakaoReply.Answer(KakaoTexts.Failed), []),
        _ => new(KakaoReply.Answer(KakaoTexts.Delayed, KakaoQuickReply.Say(KakaoTexts.CheckAnswer)), []),
    };

    private static string Write(KakaoReceipt receipt, CallbackReason? reason) => JsonSerializer.Serialize(
        new
        {
            http_status = receipt.HttpStatus,
            task_id = receipt.TaskId,
            status = receipt.Status,
            message = receipt.Message,
            reason = reason is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.Value.ToString()),
        },
        ReceiptJson);

    [LoggerMessage(LogLevel.Warning, "What is to be posted cannot be read; nothing was sent, and it is tried again")]
    private static partial void LogUnread(ILogger logger, Exception exception);

    private static readonly JsonSerializerOptions ReceiptJson = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };
}
