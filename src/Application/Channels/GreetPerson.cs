using ChatPlatform.Application.Common;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Channels;

/// <summary>Welcomes a person to the Kakao bot, by name when it is known.</summary>
public sealed record GreetPerson(string BotId, string BotUserKey) : ISelfCommitting<KakaoReply>;

internal sealed class GreetPersonHandler(ChannelSaving saving) : IRequestHandler<GreetPerson, Result<KakaoReply>>
{
    public async Task<Result<KakaoReply>> Handle(GreetPerson command, CancellationToken cancellationToken)
    {
        var identity = new ChannelIdentity(ChannelClients.Kakao, KakaoIntake.Channel, command.BotId, command.BotUserKey);
        var met = await saving.SaveAsync(ChannelSaving.KakaosPatience, (services, token) => services.GetRequiredService<IPeople>().FindOrCreateAsync(identity, token));
        return met.Match<Result<KakaoReply>>(person => Greet(person.Name), error => error);
    }

    private static KakaoReply Greet(string? name) => name is not null
        ? KakaoReply.Answer(
            $"{name}님, 다시 만나서 반가워요! 무엇을 도와드릴까요?",
            KakaoQuickReply.Say("무엇을 할 수 있어?"),
            KakaoQuickReply.Say(KakaoTexts.ChangeName))
        : KakaoReply.Answer(
            "안녕하세요! 저는 AI 챗봇이에요. 어떻게 불러 드릴까요? '내 이름은 민수야'처럼 알려 주시거나, 궁금한 것을 바로 물어보셔도 돼요.",
            KakaoQuickReply.Say("이름 알려주기", "/이름"),
            KakaoQuickReply.Say("무엇을 할 수 있어?"));
}
