using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;

namespace ChatPlatform.Application.Channels;

/// <summary>Chooses what the response to an utterance says: the answer itself when it is ready in time, else that it follows.</summary>
internal sealed class KakaoResponder(
    ITaskWaits waits, IShownAnswers shown, KakaoComposer composer, IAnswerTexts answers, IPeople people, IQuestions questions, TimeProvider clock)
{
    /// <summary>The first request's response decides what is said; it takes this long to do so.</summary>
    private static readonly TimeSpan FirstResponse = TimeSpan.FromMilliseconds(150);

    private static readonly KakaoQuickReply Check = KakaoQuickReply.Say(KakaoTexts.CheckAnswer);

    public async Task<SkillAnswer> AnswerAsync(Taken.Asked asked, bool hasCallback, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (patience > TimeSpan.Zero && await waits.EndsWithinAsync(asked.Task, patience, cancellationToken))
        {
            var taken = await shown.TakeAsync(asked.Person, asked.Task, "next_utterance", cancellationToken);
            if (taken.Items.Any(i => i.Subject == asked.Answer.AnswerId))
            {
                return await ShowAsync(taken, null, cancellationToken);
            }

            if (hasCallback && !taken.Failed)
            {
                // its sender was quicker: the answer is on its way, and what is held goes with a later one
                await shown.ConfirmAsync(taken.Token, [], cancellationToken);
                return Later(asked.Task);
            }

            if (taken.Failed || await HasFailedAsync(asked.Answer.AnswerId, cancellationToken))
            {
                return await ShowAsync(taken, KakaoClosing.Failed, cancellationToken);
            }

            // more was held than a response has room for
            return await ShowAsync(taken, KakaoClosing.StillWorking, cancellationToken);
        }

        if (hasCallback)
        {
            return Later(asked.Task); // what is held goes with the callback
        }

        var held = await shown.TakeAsync(asked.Person, null, "next_utterance", cancellationToken);
        return await ShowAsync(held, KakaoClosing.StillWorking, cancellationToken);
    }

    /// <summary>The same request came twice, and Kakao shows one response, nobody knows which: both say the same.</summary>
    public async Task<SkillAnswer> RepeatAsync(Taken.Repeated repeated, bool hasCallback, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (repeated.Task is { } task)
        {
            if (!await waits.EndsWithinAsync(task, TimeSpan.Zero, cancellationToken) && patience > TimeSpan.Zero)
            {
                await waits.EndsWithinAsync(task, patience, cancellationToken);
            }

            await Task.Delay(FirstResponse, clock, cancellationToken);
            if (await shown.RepeatAsync(task, cancellationToken) is { } first)
            {
                return first.Item is { } item
                    ? new SkillAnswer((await composer.ComposeAsync([item], null, cancellationToken)).Reply)
                    : new SkillAnswer(KakaoReply.Answer(KakaoTexts.Failed));
            }
        }

        return hasCallback && repeated.Task is { } announced ? Later(announced) : new SkillAnswer(KakaoReply.Answer(KakaoTexts.StillWorking, Check));
    }

    /// <summary>The person taps a button: what is held, or the rest of what was too long.</summary>
    public async Task<SkillAnswer> ShowAsync(ReceiveUtterance button, CancellationToken cancellationToken)
    {
        var person = await people.FindOrCreateAsync(
            new ChannelIdentity(ChannelClients.Kakao, KakaoIntake.Channel, button.BotId, button.BotUserKey), cancellationToken);
        if (button.Text == KakaoTexts.ShowMore)
        {
            return await shown.TakeRestAsync(person.Id, cancellationToken) is { } rest
                ? await ShowAsync(rest, null, cancellationToken)
                : new SkillAnswer(KakaoReply.Answer(KakaoTexts.NothingMore));
        }

        var held = await shown.TakeAsync(person.Id, null, "button", cancellationToken);
        return held.Items.Count > 0 ? await ShowAsync(held, null, cancellationToken) : await ExplainAsync(person, cancellationToken);
    }

    /// <summary>What is held, and then something that needs no waiting.</summary>
    public async Task<SkillAnswer> ShowBeforeAsync(Guid person, KakaoClosing closing, CancellationToken cancellationToken) =>
        await ShowAsync(await shown.TakeAsync(person, null, "next_utterance", cancellationToken), closing, cancellationToken);

    private async Task<SkillAnswer> ExplainAsync(Person person, CancellationToken cancellationToken)
    {
        var newest = await questions.FindNewestAsync(ChannelClients.Kakao, person.UserId, KakaoIntake.Channel, cancellationToken);
        var answer = newest is null ? null : (await answers.ReadAsync([newest.AnswerId], cancellationToken)).GetValueOrDefault(newest.AnswerId);
        if (answer?.Status == "completed" && await shown.TakeUncertainAsync(person.Id, answer.AnswerId, "button", cancellationToken) is { } again)
        {
            return await ShowAsync(again, null, cancellationToken);
        }

        return answer?.Status switch
        {
            "pending" or "streaming" => new SkillAnswer(KakaoReply.Answer(KakaoTexts.StillWorking, Check)),
            "failed" or "interrupted" => new SkillAnswer(KakaoReply.Answer(KakaoTexts.Failed)),
            _ => new SkillAnswer(KakaoReply.Answer(KakaoTexts.NothingHeld)),
        };
    }

    private async Task<bool> HasFailedAsync(Guid answer, CancellationToken cancellationToken) =>
        (await answers.ReadAsync([answer], cancellationToken)).GetValueOrDefault(answer)?.Status is "failed";

    private static SkillAnswer Later(Guid task) => new(KakaoReply.Later(KakaoTexts.Generating), Announced: task);

    private async Task<SkillAnswer> ShowAsync(TakenAnswers taken, KakaoClosing? also, CancellationToken cancellationToken)
    {
        try
        {
            var composed = await composer.ComposeAsync(taken.Items, also, cancellationToken);
            return new SkillAnswer(composed.Reply, taken.Token, composed.Shown);
        }
        catch (Exception)
        {
            // nothing has left: what was taken is held again
            await shown.ConfirmAsync(taken.Token, [], CancellationToken.None);
            throw;
        }
    }
}
