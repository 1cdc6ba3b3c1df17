using System.Text.Json;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

internal sealed class Questions(IConversationsDb db, TimeProvider clock) : IQuestions
{
    public async Task<AwaitedAnswer> AddAsync(ChannelQuestion question, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var current = await Current(question).SingleOrDefaultAsync(cancellationToken);
        var isNew = current is null || (question.Thread is null && now - current.LastAccessed > question.Idle);
        var conversation = isNew ? Start(question, now) : current!;
        conversation.Know(Known(question));
        var (asked, answer) = conversation.Ask(MessageId.New(now), MessageId.New(now), question.Text, now);
        db.Messages.AddRange(asked.From(question.UserId == conversation.UserId ? null : question.UserId, OriginOf(question)), answer);
        return new AwaitedAnswer(conversation.Id.Value, answer.Id.Value);
    }

    public Task<bool> IsThreadAsync(
        ClientId client, string channel, string channelId, string thread, IReadOnlyCollection<string> others, CancellationToken cancellationToken) =>
        InThread(client, channel, channelId, thread).AnyAsync(c => c.RobeingId == null || !others.Contains(c.RobeingId), cancellationToken);

    public async Task<NewestQuestion?> FindNewestAsync(ClientId client, UserId user, string channel, CancellationToken cancellationToken) => await (
        from c in Newest(Talks(client, user, channel))
        join question in db.Messages on new { c.Id, Position = c.MessageCount - 1 } equals new { Id = question.ConversationId, question.Position }
        join answer in db.Messages on new { c.Id, Position = c.MessageCount } equals new { Id = answer.ConversationId, answer.Position }
        select new NewestQuestion(question.Content, question.CreatedAt, answer.Id.Value)).SingleOrDefaultAsync(cancellationToken);

    private IQueryable<Conversation> Current(ChannelQuestion question) => question switch
    {
        { Thread: { } thread } => InThread(question.ClientId, question.Channel, question.ChannelId, thread),
        { RobeingId: not null } => Newest(Talks(question.ClientId, question.UserId, question.Channel).Where(c => c.ChannelId == question.ChannelId)),
        _ => Newest(Talks(question.ClientId, question.UserId, question.Channel)),
    };

    private IQueryable<Conversation> InThread(ClientId client, string channel, string? channelId, string thread) => db.Conversations
        .Where(c => c.ClientId == client && c.Channel == channel && c.ChannelId == channelId && c.Thread == thread);

    private IQueryable<Conversation> Talks(ClientId client, UserId user, string channel) => db.Conversations
        .Where(c => c.ClientId == client && c.UserId == user && c.Channel == channel && c.Thread == null);

    private static IQueryable<Conversation> Newest(IQueryable<Conversation> talks) => talks
        .OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
        .Take(1);

    private Conversation Start(ChannelQuestion question, DateTimeOffset now)
    {
        var place = new ConversationPlace(question.Channel, question.ChannelId, question.Thread);
        var conversation = Conversation.Start(question.ClientId, question.UserId, place, now).With(question.RobeingId, null, "{}", "{}");
        db.Conversations.Add(conversation);
        return conversation;
    }

    private static QuestionOrigin? OriginOf(ChannelQuestion question) =>
        question.ChannelType is null && question.SlackUserId is null && question.ThreadTs is null
            ? null
            : new QuestionOrigin(question.ChannelType, question.SlackUserId, question.ThreadTs);

    private static string Known(ChannelQuestion question)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        if (question.Thread is not null)
        {
            known[PersonVariables.Of] = question.UserId.Value; // others ask there too
        }

        Add(PersonVariables.Name, question.PersonName);
        Add(PersonVariables.Summary, question.PersonSummary);
        return JsonSerializer.Serialize(known);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                known[name] = value;
            }
        }
    }
}
