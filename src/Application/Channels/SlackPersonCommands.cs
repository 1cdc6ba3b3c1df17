using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Channels;

/// <summary>Slash commands about the person who types them. Asking makes nobody known.</summary>
internal sealed class SlackPersonCommands(ChannelSaving saving, IPeople people, IErasure erasure, IEventLog events)
{
    /// <summary>Sets what the person is called, or says what that is.</summary>
    public async Task<Result<string>> NameAsync(RunSlackCommand command, string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
        {
            var person = await people.FindAsync(IdentityOf(command), cancellationToken);
            return person?.Name is { } known ? $"{SlackTexts.Plain(known)}님이라고 부르고 있어요." : SlackTexts.NoName;
        }

        var called = await saving.SaveAsync(
            ChannelSaving.SlacksPatience, (services, token) => services.GetRequiredService<IPeople>().CallAsync(IdentityOf(command), name, token));
        if (called is { IsSuccess: true, Value.Event: { } renamed })
        {
            events.Record(renamed);
        }

        return called.Match<Result<string>>(reply => reply is null ? SlackTexts.NameRefused : SlackTexts.Plain(reply.Text), error => error);
    }

    /// <summary>Asks first; then erases the person, and says how much.</summary>
    public async Task<Result<string>> ForgetAsync(RunSlackCommand command, string answer, CancellationToken cancellationToken)
    {
        if (answer is not ("confirm" or "확인"))
        {
            var asked = await saving.SaveAsync(
                ChannelSaving.SlacksPatience, (services, token) => services.GetRequiredService<IPeople>().AskToForgetAsync(IdentityOf(command), token));
            return asked.Match<Result<string>>(isKnown => isKnown ? SlackTexts.ConfirmForget : SlackTexts.NothingHeld, error => error);
        }

        if (await people.FindAskedToForgetAsync(IdentityOf(command), cancellationToken) is not { } toErase)
        {
            return SlackTexts.NothingToConfirm;
        }

        var erased = await erasure.EraseAsync(new PersonToErase(ChannelClients.Slack, toErase), cancellationToken);
        return erased.Match<Result<string>>(
            receipt => $"모두 지웠어요: 대화 {receipt.Erased.GetValueOrDefault("conversations")}개, 메시지 {receipt.Erased.GetValueOrDefault("messages")}개, "
                + $"기록 {receipt.Erased.GetValueOrDefault("logs")}줄. Slack에 남아 있는 메시지는 Slack에서 지워 주세요.",
            error => error);
    }

    private static ChannelIdentity IdentityOf(RunSlackCommand command) =>
        new(ChannelClients.Slack, SlackIntake.Channel, command.Team, command.User);
}
