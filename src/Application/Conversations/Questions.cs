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
        var current = await Newest(question.ClientId, question.UserId, question.Channel).SingleOrDefaultAsync(cancellationToken);
        var isNew = current is null || now - current.LastAccessed > question.Idle;
        var conversation = isNew ? Start(question, now) : current!;
        conversation.Know(Known(question));
        var (asked, answer) = conversation.Ask(MessageId.New(now), MessageId.New(now), question.Text, now);
        db.Messages.AddRange(asked, answer);
        return new AwaitedAnswer(conversation.Id.Value, answer.Id.Value);
    }

    public async Task<NewestQuestion?> FindNewestAsync(ClientId client, UserId user, string channel, CancellationToken cancellationToken) => await (
        from c in Newest(client, user, channel)
        join question in db.Messages on new { c.Id, Position = c.MessageCount - 1 } equals new { Id = question.ConversationId, question.Position }
        join answer in db.Messages on new { c.Id, Position = c.MessageCount } equals new { Id = answer.ConversationId, answer.Position }
        select new NewestQuestion(question.Content, question.CreatedAt, answer.Id.Value)).SingleOrDefaultAsync(cancellationToken);

    private IQueryable<Conversation> Newest(ClientId client, UserId user, string channel) => db.Conversations
        .Where(c => c.ClientId == client && c.UserId == user && c.Channel == channel)
        .OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
        .Take(1);

    private Conversation Start(ChannelQuestion question, DateTimeOffset now)
    {
        var conversation = Conversation.Start(question.ClientId, question.UserId, new ConversationPlace(question.Channel, question.ChannelId), now);
        db.Conversations.Add(conversation);
        return conversation;
    }

    private static string Known(ChannelQuestion question)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
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
