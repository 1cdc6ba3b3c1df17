using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>This module's view of the database. The writes of a turn go through <see cref="ITurnStore"/> instead.</summary>
public interface IConversationsDb
{
    DbSet<Conversation> Conversations { get; }

    DbSet<Message> Messages { get; }

    DbSet<RunningTurn> RunningTurns { get; }

    DbSet<ConversationLog> Logs { get; }

    DbSet<PromptLog> PromptLogs { get; }
}
