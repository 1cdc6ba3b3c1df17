using System.Security.Cryptography;
using System.Text;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Channels;

/// <summary>What became of an utterance.</summary>
internal abstract record Taken(Guid Person)
{
    /// <summary>It was about the person's name, and has its reply.</summary>
    public sealed record Named(Guid Person, NameReply Reply) : Taken(Person);

    /// <summary>It is saved, and a task will answer it; it may have told a name as well.</summary>
    public sealed record Asked(Guid Person, Guid Task, AwaitedAnswer Answer, PlatformEvent? Renamed) : Taken(Person);

    /// <summary>Too many of the person's questions wait for their answers: this one is not saved. It may have told a name as well.</summary>
    public sealed record TooMany(Guid Person, PlatformEvent? Renamed) : Taken(Person);

    /// <summary>It is there already.</summary>
    public sealed record Repeated(Guid Person, Guid? Task) : Taken(Person);
}

/// <summary>Takes an utterance in: person, conversation, question, task and delivery, all in the unit of work of this scope.</summary>
internal sealed class KakaoIntake(
    IPeople people, IQuestions questions, ITaskQueue tasks, NameRepeats repeats, SessionOptions sessions, TimeProvider clock)
{
    public const string Channel = "kakao";

    /// <summary>A person may well say the same again, but not at once.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromSeconds(3);

    /// <summary>Unanswered questions of one person; more could fill the queue that all share.</summary>
    private const int MostUnanswered = 20;

    /// <summary>A late answer is shown at the next utterance; after this nobody remembers having asked.</summary>
    private static readonly TimeSpan TaskDeadline = TimeSpan.FromMinutes(10);

    /// <summary>The callback must not overtake the response that announces it. That one lets it go when it has left; after this Kakao waits for it no more.</summary>
    private static readonly TimeSpan ResponseTime = TimeSpan.FromSeconds(5);

    /// <param name="utterance">What was said.</param>
    /// <param name="callbackUrl">Checked; null for none.</param>
    /// <param name="cameAt">When it came in, which may be a while ago on a busy machine.</param>
    /// <param name="cancellationToken">Before the commit only.</param>
    public async Task<Taken> TakeAsync(
        ReceiveUtterance utterance, string? callbackUrl, DateTimeOffset cameAt, CancellationToken cancellationToken)
    {
        var person = await people.FindOrCreateAsync(
            new ChannelIdentity(ChannelClients.Kakao, Channel, utterance.BotId, utterance.BotUserKey), cancellationToken);
        var key = KeyOf(callbackUrl);
        if (key is not null && await tasks.FindAsync(key, cancellationToken) is { } earlier)
        {
            return new Taken.Repeated(person.Id, earlier);
        }

        if (repeats.Find(person.Id, key ?? utterance.Text) is { } said)
        {
            return new Taken.Named(person.Id, said with { Event = null });
        }

        PlatformEvent? renamed = null;
        if (await people.HearAsync(person.Id, utterance.Text, cancellationToken) is { } named)
        {
            if (!named.GoOn)
            {
                return new Taken.Named(person.Id, named);
            }

            person = person with { Name = named.Name ?? person.Name };
            renamed = named.Event;
        }

        if (key is null && await questions.FindNewestAsync(ChannelClients.Kakao, person.UserId, Channel, cancellationToken) is { } newest
            && newest.Text == utterance.Text && cameAt - newest.AskedAt < RepeatWindow)
        {
            return new Taken.Repeated(person.Id, await tasks.FindAsync(IQuestions.AnswerTask, newest.AnswerId, cancellationToken));
        }

        if (await tasks.CountUnfinishedAsync(person.Id, cancellationToken) >= MostUnanswered)
        {
            return new Taken.TooMany(person.Id, renamed);
        }

        var answer = await questions.AddAsync(
            new ChannelQuestion(
                ChannelClients.Kakao, person.UserId, Channel, utterance.BotId, utterance.Text, sessions.IdleTimeout, person.Name, person.Summary),
            cancellationToken);
        var now = clock.Now();
        var task = tasks.Add(
            new NewTask(IQuestions.AnswerTask, answer.AnswerId, ChannelClients.Kakao, answer.ConversationId, now + TaskDeadline),
            new NewDelivery(
                person.Id,
                callbackUrl is null ? null : KakaoDelivery.Name,
                callbackUrl,
                key,
                now + ResponseTime,
                now + KakaoDelivery.TimeToApologise));
        return new Taken.Asked(person.Id, task, answer, renamed);
    }

    /// <summary>What marks a request: its callback URL, which no other one has. Null without one.</summary>
    public static string? KeyOf(string? callbackUrl) =>
        callbackUrl is null ? null : $"kakao:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(callbackUrl)))}";
}
