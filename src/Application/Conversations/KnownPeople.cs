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
        var knowing = await db.Conversations
            .Where(c => c.ClientId == client && c.UserId == user && c.Variables.Contains(Mark))
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
}
