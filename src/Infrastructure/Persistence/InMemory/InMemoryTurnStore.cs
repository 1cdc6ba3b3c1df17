using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>The plain way, through the aggregates, one turn at a time: the in-memory provider has neither unique indexes nor transactions.</summary>
internal sealed class InMemoryTurnStore(IServiceScopeFactory scopes, TimeProvider clock) : ITurnStore, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public Task<Result<TurnFacts>> BeginAsync(TurnRequest request, NodeId node, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            var conversation = await db.Conversations
                .SingleOrDefaultAsync(c => c.Id == request.ConversationId && c.ClientId == request.ClientId, cancellationToken);
            if (conversation is null)
            {
                return ConversationErrors.NotFound;
            }

            if (await db.RunningTurns.SingleOrDefaultAsync(t => t.ConversationId == conversation.Id, cancellationToken) is { } running)
            {
                return ConversationErrors.Busy(running.MessageId);
            }

            var (question, answer) = conversation.Ask(request.QuestionId, request.AnswerId, request.Text, request.AskedAt);
            db.AddRange(question, answer, RunningTurn.Of(question, answer, node));
            if (request.Idempotency is { } key)
            {
                if (await db.IdempotencyKeys.AnyAsync(k => k.ClientId == request.ClientId && k.Key == key.Key, cancellationToken))
                {
                    return IdempotencyErrors.Running;
                }

                db.Add(new IdempotencyKey(request.ClientId, key.Key, key.RequestHash, request.AskedAt) { MessageId = request.AnswerId.Value });
            }

            await db.SaveChangesAsync(cancellationToken);
            return Result<TurnFacts>.Success(Facts(conversation, question, answer));
        });

    public Task<Result<TurnFacts>> ResumeAsync(MessageId answer, NodeId attempt, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            var message = await db.Messages.SingleOrDefaultAsync(m => m.Id == answer && m.Role == MessageRole.Assistant, cancellationToken);
            if (message is null)
            {
                return ConversationErrors.MessageNotFound;
            }

            var running = await db.RunningTurns.SingleOrDefaultAsync(t => t.ConversationId == message.ConversationId, cancellationToken);
            if (running is not null && running.MessageId != answer)
            {
                return ConversationErrors.Busy(running.MessageId);
            }

            if (message.Status is not MessageStatus.Completed and not MessageStatus.Cancelled and not MessageStatus.Interrupted
                && !await db.AiTasks.AnyAsync(
                    t => t.Kind == IQuestions.AnswerTask && t.Subject == answer.Value && t.AttemptToken == attempt.Value
                        && t.Status == AiTaskStatus.Processing,
                    cancellationToken))
            {
                return ConversationErrors.Busy(answer);
            }

            if (message.Reopen() is { IsSuccess: false } refused)
            {
                return refused.Error;
            }

            var question = await db.Messages.SingleAsync(
                m => m.ConversationId == message.ConversationId && m.Position == message.Position - 1, cancellationToken);
            _ = running?.TakenBy(attempt) ?? db.Add(RunningTurn.OfTask(question, message, attempt)).Entity;
            var conversation = await db.Conversations.SingleAsync(c => c.Id == message.ConversationId, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return Result<TurnFacts>.Success(Facts(conversation, question, message));
        });

    public Task ReleaseAsync(MessageId answer, NodeId attempt, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            if (await db.RunningTurns.SingleOrDefaultAsync(t => t.MessageId == answer && t.NodeId == attempt, cancellationToken) is { } running)
            {
                db.Remove(running);
                (await db.Messages.SingleAsync(m => m.Id == answer, cancellationToken)).Reopen();
                await db.SaveChangesAsync(cancellationToken);
            }

            return true;
        });

    public Task<IReadOnlyList<PastMessage>> ReadContextAsync(
        TurnFacts turn, int take, DateTimeOffset? since, CancellationToken cancellationToken) =>
        AloneAsync<IReadOnlyList<PastMessage>>(async db => await db.Messages
            .Where(m => m.ConversationId == turn.ConversationId && m.Position < turn.AnswerPosition - 1 && (since == null || m.CreatedAt >= since))
            .OrderByDescending(m => m.Position)
            .Take(take)
            .Select(m => new PastMessage(m.Position, m.Role, m.Status, m.Content, m.OutputTokens))
            .ToListAsync(cancellationToken));

    public Task CheckpointAsync(MessageId answer, NodeId node, string text, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            if (await db.RunningTurns.AnyAsync(t => t.MessageId == answer && t.NodeId == node, cancellationToken))
            {
                (await db.Messages.SingleAsync(m => m.Id == answer, cancellationToken)).Checkpoint(text);
                await db.SaveChangesAsync(cancellationToken);
            }

            return true;
        });

    public Task<bool> EndAsync(TurnEnd end, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            var running = await db.RunningTurns
                .SingleOrDefaultAsync(t => t.MessageId == end.Turn.AnswerId && t.NodeId == end.NodeId, cancellationToken);
            var answer = await db.Messages.SingleOrDefaultAsync(m => m.Id == end.Turn.AnswerId, cancellationToken);
            if (running is null || answer is null || !answer.End(end.Outcome).IsSuccess)
            {
                return false;
            }

            db.Remove(running);
            db.RemoveRange(await db.Logs.Where(l => l.MessageId == end.Turn.AnswerId).ToListAsync(cancellationToken));
            db.Add(ConversationLog.Of(end.Turn, end.Outcome, end.Intent, end.Metadata));
            if (end.Prompt is not null)
            {
                db.RemoveRange(await db.PromptLogs.Where(l => l.MessageId == end.Turn.AnswerId).ToListAsync(cancellationToken));
                await db.SaveChangesAsync(cancellationToken);
                db.Add(end.Prompt);
            }

            await db.SaveChangesAsync(cancellationToken);
            return true;
        });

    public Task<bool> RequestCancelAsync(MessageId answer, ClientId client, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            var running = await db.RunningTurns.SingleOrDefaultAsync(
                t => t.MessageId == answer && db.Conversations.Any(c => c.Id == t.ConversationId && c.ClientId == client), cancellationToken);
            running?.RequestCancel();
            await db.SaveChangesAsync(cancellationToken);
            return running is not null;
        });

    public Task<Heartbeat> BeatAsync(NodeId node, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            var now = clock.Now();
            if (await db.Nodes.FindAsync([node], cancellationToken) is { } known)
            {
                known.Beat(now);
            }
            else
            {
                db.Add(Node.Started(node, now));
            }

            await db.SaveChangesAsync(cancellationToken);
            var own = await db.RunningTurns.AsNoTracking().Where(t => t.NodeId == node).ToListAsync(cancellationToken);
            return new Heartbeat([.. own.Select(t => new OwnTurn(t.MessageId, t.CancelRequested))]);
        });

    public Task<IReadOnlyList<AbandonedTurn>> FindAbandonedAsync(TimeSpan lease, CancellationToken cancellationToken) =>
        AloneAsync(async db =>
        {
            var cutoff = clock.Now() - lease;
            return await TurnsAsync(
                db, db.RunningTurns.Where(t => !t.ByTask && !db.Nodes.Any(n => n.Id == t.NodeId && n.SeenAt > cutoff)).Take(100), cancellationToken);
        });

    public Task<IReadOnlyList<AbandonedTurn>> FindAsync(IReadOnlyCollection<MessageId> answers, CancellationToken cancellationToken) =>
        AloneAsync(db => TurnsAsync(db, db.RunningTurns.Where(t => answers.Contains(t.MessageId)), cancellationToken));

    public void Dispose() => _gate.Dispose();

    private static async Task<IReadOnlyList<AbandonedTurn>> TurnsAsync(
        AppDbContext db, IQueryable<RunningTurn> running, CancellationToken cancellationToken)
    {
        var rows = await (
            from t in running
            join c in db.Conversations on t.ConversationId equals c.Id
            join question in db.Messages on t.QuestionId equals question.Id
            join answer in db.Messages on t.MessageId equals answer.Id
            select new { t.NodeId, Conversation = c, Question = question, Answer = answer }).AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.Select(r => new AbandonedTurn(Facts(r.Conversation, r.Question, r.Answer), r.NodeId, r.Answer.Content))];
    }

    private static TurnFacts Facts(Conversation c, Message question, Message answer) => new(
        c.Id,
        question.Id,
        answer.Id,
        answer.Position,
        question.Content,
        question.CreatedAt,
        c.ClientId,
        question.UserId ?? c.UserId,
        c.Channel,
        c.ChannelId,
        c.RobeingId,
        c.PromptName,
        c.Variables)
    {
        Origin = QuestionOrigin.Of(question.Origin),
    };

    /// <summary>While no other turn is written.</summary>
    internal async Task<T> AloneAsync<T>(Func<AppDbContext, Task<T>> work)
    {
        await _gate.WaitAsync();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
        }
        finally
        {
            _gate.Release();
        }
    }
}
