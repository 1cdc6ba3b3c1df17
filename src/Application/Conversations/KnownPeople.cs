using System.Text.Json;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

internal sealed class KnownPeople(IConversationsDb db) : IKnownPeople
{
    private const string Mark = $"\"{PersonVariables.Summary}\"";

    public async Task ForgetSummaryAsync(ClientId client, UserId user, CancellationToken cancellationToken)
    {
        // in a thread of somebody else's they may have asked last
        var asked = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [PersonVariables.Of] = user.Value })[1..^1];
        var knowing = await db.Conversations
            .Where(c => c.ClientId == client && c.Variables.Contains(Mark) && (c.UserId == user || (c.Thread != null && c.Variables.Contains(asked))))
            .ToListAsync(cancellationToken);
        foreach (var conversation in knowing)
        {
            var variables = JsonSerializer.Deserialize<Dictionary<string, string>>(conversation.Variables) ?? [];
            if (variables.Remove(PersonVariables.Summary))
            {
                conversation.Know(JsonSerializer.Serialize(variables));
            }
        }
    }

    public async Task<ClientId?> FindClientAsync(UserId user, ClientId preferred, CancellationToken cancellationToken)
    {
        var sessions = await db.Conversations.Where(c => c.UserId == user)
            .OrderBy(c => c.ClientId == preferred ? 0 : 1).ThenByDescending(c => c.CreatedAt)
            .Select(c => (ClientId?)c.ClientId).FirstOrDefaultAsync(cancellationToken);
        if (sessions == preferred)
        {
            return preferred;
        }

        var logged = await db.Logs.Where(l => l.UserId == user)
            .OrderBy(l => l.ClientId == preferred ? 0 : 1).ThenByDescending(l => l.CreatedAt)
            .Select(l => (ClientId?)l.ClientId).FirstOrDefaultAsync(cancellationToken);
        return logged == preferred ? logged : sessions ?? logged;
    }
}
