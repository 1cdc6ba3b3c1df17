using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Slash commands about the person who types them.</summary>
internal sealed partial class SlackPersonCommands(
    ChannelSaving saving, IServiceScopeFactory scopes, IEventLog events, TimeProvider clock, ILogger<SlackPersonCommands> log)
{
    /// <summary>Slack waits 3 s for the answer to a command.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.2);

    private const string SetName = "/이름 ";

    /// <summary>Sets what the person is called, or says what that is.</summary>
    public async Task<Result<string>> NameAsync(RunSlackCommand command, string name, CancellationToken cancellationToken)
    {
        var heard = await saving.SaveAsync(ChannelSaving.SlacksPatience, async (services, token) =>
        {
            var people = services.GetRequiredService<IPeople>();
            var person = await people.FindOrCreateAsync(IdentityOf(command), token);
            return name.Length == 0
                ? new NameReply(person.Name is null ? "아직 이름을 몰라요. `/robeing name 민수`처럼 알려 주세요." : $"{person.Name}님이라고 부르고 있어요.", [], null)
                : (await people.HearAsync(person.Id, SetName + name, token))!;
        });
        if (heard is { IsSuccess: true, Value.Event: { } renamed })
        {
            events.Record(renamed);
        }

        return heard.Match<Result<string>>(reply => SlackTexts.Plain(reply.Text), error => error);
    }

    /// <summary>Asks first; then erases the person, and says how much.</summary>
    public async Task<Result<string>> ForgetAsync(RunSlackCommand command, string answer, CancellationToken cancellationToken)
    {
        if (answer is not ("confirm" or "확인"))
        {
            var asked = await saving.SaveAsync(ChannelSaving.SlacksPatience, async (services, token) =>
            {
                await services.GetRequiredService<IPeople>().AskToForgetAsync(IdentityOf(command), token);
                return new Done();
            });
            return asked.Match<Result<string>>(_ => SlackTexts.ConfirmForget, error => error);
        }

        var person = await saving.SaveAsync(
            ChannelSaving.SlacksPatience, (services, token) => services.GetRequiredService<IPeople>().FindAskedToForgetAsync(IdentityOf(command), token));
        if (!person.IsSuccess)
        {
            return person.Error;
        }

        if (person.Value is not { } toErase)
        {
            return SlackTexts.NothingToConfirm;
        }

        // of a scope of its own: it goes on when it takes longer than Slack waits
        var erasing = EraseAsync(new PersonToErase(ChannelClients.Slack, toErase));
        if (await Task.WhenAny(erasing, Task.Delay(Patience, clock, CancellationToken.None)) != erasing)
        {
            return SlackTexts.StillForgetting;
        }

        return (await erasing).Match<Result<string>>(
            receipt => $"모두 지웠어요: 대화 {receipt.Erased.GetValueOrDefault("conversations")}개, 메시지 {receipt.Erased.GetValueOrDefault("messages")}개, "
                + $"기록 {receipt.Erased.GetValueOrDefault("logs")}줄. Slack에 남아 있는 메시지는 Slack에서 지워 주세요.",
            error => error);
    }

    private async Task<Result<ErasureReceipt>> EraseAsync(PersonToErase person)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IErasure>().EraseAsync(person, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotErased(log, e);
            return ChannelErrors.NotSaved;
        }
    }

    [LoggerMessage(LogLevel.Error, "Somebody asked to be forgotten, and could not be; they may ask again")]
    private static partial void LogNotErased(ILogger logger, Exception exception);

    private static ChannelIdentity IdentityOf(RunSlackCommand command) =>
        new(ChannelClients.Slack, SlackIntake.Channel, command.Team, command.User);
}
