using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Domain.Insights;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>The plain way, for all modules: the same rules as those of PostgreSQL's erasures, over loaded rows.</summary>
internal sealed class InMemoryPersonalData(AppDbContext db, RunningTurns turns, IServiceScopeFactory scopes, TimeProvider clock) : IPersonalData
{
    private static readonly string[] Naming = ["user_summary.edited", "user_summary.erased", "logs.read_unmasked"];

    /// <summary>As responses are written.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private List<MessageId> _stopped = [];

    public int Rank => 0;

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken)
    {
        _counts.Clear();
        if (stage == ErasureStage.Rest)
        {
            var owned = await db.Conversations.Where(c => c.ClientId == person.ClientId && c.UserId == person.UserId).ToListAsync(cancellationToken);
            var messages = await MessagesAsync(person, owned, cancellationToken);
            await EraseTasksAsync(person, messages, cancellationToken);
            await EraseKeysAsync(person, owned, messages, cancellationToken);
            await EraseTalkAsync(person, owned, messages, cancellationToken);
            await ErasePersonAsync(person, cancellationToken);
        }
        else if (stage == ErasureStage.Mentions)
        {
            Remove("events", await EventsAsync(db, person, cancellationToken));
            await RenameAsync(person, cancellationToken);
        }

        return _counts;
    }

    public async Task ErasedAsync(PersonToErase person, CancellationToken cancellationToken)
    {
        _stopped.ForEach(answer => turns.Find(answer)?.Cancel(byPerson: true));
        await Task.Delay(EventErasure.WrittenWithin, clock, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var late = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        late.RemoveRange(await EventsAsync(late, person, cancellationToken));
        await late.SaveChangesAsync(cancellationToken);
    }

    private static Task<List<EventLogEntry>> EventsAsync(AppDbContext db, PersonToErase person, CancellationToken cancellationToken) =>
        db.EventLog.Where(e => e.UserId == person.UserId && (e.ClientId == person.ClientId || e.ClientId == null)).ToListAsync(cancellationToken);

    private void Remove<T>(string kind, IReadOnlyCollection<T> rows)
        where T : class
    {
        db.RemoveRange(rows);
        _counts[kind] = rows.Count;
    }

    /// <summary>What they asked, wherever that was, and the answers; not what others asked in their conversations.</summary>
    private async Task<List<Message>> MessagesAsync(PersonToErase person, List<Conversation> owned, CancellationToken cancellationToken)
    {
        var ids = owned.ConvertAll(c => c.Id);
        var around = await db.Messages
            .Where(m => ids.Contains(m.ConversationId)
                || db.Messages.Any(q => q.ConversationId == m.ConversationId && q.UserId == person.UserId
                    && db.Conversations.Any(c => c.Id == q.ConversationId && c.ClientId == person.ClientId)))
            .ToListAsync(cancellationToken);
        var askers = around.ToDictionary(m => (m.ConversationId, m.Position), m => m.UserId);
        return around.FindAll(m =>
        {
            var asker = m.UserId ?? (m.Role == MessageRole.Assistant ? askers.GetValueOrDefault((m.ConversationId, m.Position - 1)) : null);
            return asker is null ? ids.Contains(m.ConversationId) : asker == person.UserId;
        });
    }

    private async Task EraseTasksAsync(PersonToErase person, List<Message> messages, CancellationToken cancellationToken)
    {
        var subjects = messages.ConvertAll(m => m.Id.Value);
        var people = (await db.AppUsers.Where(u => u.ClientId == person.ClientId && u.UserId == person.UserId).Select(u => u.Id)
            .ToListAsync(cancellationToken)).ConvertAll(id => id.Value);
        var deliveries = await db.Deliveries.Where(d => people.Contains(d.Recipient) || subjects.Contains(d.Subject)).ToListAsync(cancellationToken);
        var waited = deliveries.ConvertAll(d => d.TaskId);
        Remove("deliveries", deliveries);
        Remove("tasks", await db.AiTasks
            .Where(t => waited.Contains(t.Id) || subjects.Contains(t.Subject) || people.Contains(t.Lane)).ToListAsync(cancellationToken));
    }

    private async Task EraseKeysAsync(PersonToErase person, List<Conversation> owned, List<Message> messages, CancellationToken cancellationToken)
    {
        var answers = messages.Select(m => (Guid?)m.Id.Value).ToHashSet();
        var places = owned.Select(c => $"/api/sessions/{c.Id.Value}").ToHashSet(StringComparer.Ordinal);
        var name = $"\"user_id\":{JsonSerializer.Serialize(person.UserId.Value, Plain)}";
        var keys = await db.IdempotencyKeys.Where(k => k.ClientId == person.ClientId).ToListAsync(cancellationToken);
        Remove("idempotency_keys", keys.FindAll(k => (k.MessageId is not null && answers.Contains(k.MessageId))
            || (k.ResponseLocation is not null && places.Contains(k.ResponseLocation))
            || k.ResponseBody?.Contains(name, StringComparison.Ordinal) == true));
    }

    private async Task EraseTalkAsync(PersonToErase person, List<Conversation> owned, List<Message> messages, CancellationToken cancellationToken)
    {
        var gone = messages.Select(m => m.Id).ToHashSet();
        var mine = owned.ConvertAll(c => c.Id);
        var others = (await db.Messages.Where(m => mine.Contains(m.ConversationId)).ToListAsync(cancellationToken)).FindAll(m => !gone.Contains(m.Id));
        var kept = others.Select(m => m.ConversationId).ToHashSet();

        var running = (await db.RunningTurns.ToListAsync(cancellationToken)).FindAll(t => gone.Contains(t.MessageId) || mine.Contains(t.ConversationId));
        _stopped = running.ConvertAll(t => t.MessageId);
        Remove("running_answers", running.FindAll(t => gone.Contains(t.MessageId)));
        foreach (var released in running.Where(t => t.ByTask && !gone.Contains(t.MessageId)))
        {
            others.Find(m => m.Id == released.MessageId)?.Reopen();
            db.Remove(released);
        }

        var prompted = gone.Concat(others.Select(m => m.Id)).ToHashSet();
        Remove("prompt_logs", await db.PromptLogs.Where(l => prompted.Contains(l.MessageId)).ToListAsync(cancellationToken));

        var logs = await db.Logs
            .Where(l => (l.ClientId == person.ClientId && l.UserId == person.UserId) || gone.Contains(l.MessageId)).ToListAsync(cancellationToken);

        foreach (var question in messages.Where(m => m.UserId is not null && !mine.Contains(m.ConversationId)))
        {
            (await db.Conversations.FindAsync([question.ConversationId], cancellationToken))?.ForgetWhoAsked(question.Content);
        }

        Remove("logs", logs);
        Remove("messages", messages);
        Remove("conversations", owned.FindAll(c => !kept.Contains(c.Id)));
        var shared = owned.FindAll(c => kept.Contains(c.Id));
        shared.ForEach(c => c.LeaveToOthers());
        _counts["shared_conversations"] = shared.Count;
    }

    private async Task ErasePersonAsync(PersonToErase person, CancellationToken cancellationToken)
    {
        var users = await db.AppUsers.Include(u => u.Summary)
            .Where(u => u.ClientId == person.ClientId && u.UserId == person.UserId).ToListAsync(cancellationToken);
        var ids = users.ConvertAll(u => u.Id);
        Remove("identities", await db.UserIdentities.Where(i => ids.Contains(i.AppUserId)).ToListAsync(cancellationToken));
        db.RemoveRange(users.Select(u => u.Summary));
        Remove("people", users);
        _counts["summaries"] = users.Count(u => u.Summary.Text is not null);
        _counts["names"] = users.Count(u => u.Name is not null);
    }

    private async Task RenameAsync(PersonToErase person, CancellationToken cancellationToken)
    {
        var rows = await db.AuditEvents.Where(a => a.Subject == person.UserId.Value && Naming.Contains(a.Action)).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var entry = db.Entry(row);
            entry.Property(a => a.Subject).CurrentValue = person.Pseudonym;
            if (row.Detail is not null && JsonNode.Parse(row.Detail) is JsonObject detail && detail.ContainsKey("user_id"))
            {
                detail["user_id"] = person.Pseudonym;
                entry.Property(a => a.Detail).CurrentValue = detail.ToJsonString();
            }
        }

        _counts["audit_events"] = rows.Count;
    }
}
