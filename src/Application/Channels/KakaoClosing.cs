using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;

namespace ChatPlatform.Application.Channels;

/// <summary>What a response says after the answers in it.</summary>
/// <param name="Text">A bubble of its own.</param>
/// <param name="Buttons">That belong to it.</param>
internal sealed record KakaoClosing(string Text, params IReadOnlyList<KakaoQuickReply> Buttons)
{
    private static readonly KakaoQuickReply Check = KakaoQuickReply.Say(KakaoTexts.CheckAnswer);

    public static readonly KakaoClosing StillWorking = new(KakaoTexts.StillWorking, Check);
    public static readonly KakaoClosing TooMany = new(KakaoTexts.TooMany, Check);
    public static readonly KakaoClosing Failed = new(KakaoTexts.Failed);

    public static KakaoClosing Of(NameReply reply) => new(reply.Text, [.. reply.QuickReplies.Select(text => KakaoQuickReply.Say(text))]);

    /// <summary>What can be said without looking anything up.</summary>
    public static KakaoReply Otherwise(Taken taken, bool hasCallback) => taken switch
    {
        Taken.Named named => Of(named.Reply).Alone(),
        Taken.TooMany => TooMany.Alone(),
        _ when hasCallback => KakaoReply.Later(KakaoTexts.Generating),
        _ => StillWorking.Alone(),
    };

    private KakaoReply Alone() => KakaoReply.Answer(Text, Buttons);
}
