using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext : IConversationsDb
{
    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<RunningTurn> RunningTurns => Set<RunningTurn>();

    public DbSet<ConversationLog> Logs => Set<ConversationLog>();

    public DbSet<PromptLog> PromptLogs => Set<PromptLog>();

    public DbSet<Node> Nodes => Set<Node>();

    private static void ConfigureConversations(ModelConfigurationBuilder builder)
    {
        builder.Properties<ConversationId>().HaveConversion<ConversationIdConverter>();
        builder.Properties<MessageId>().HaveConversion<MessageIdConverter>();
        builder.Properties<MessageRole>().HaveConversion<SnakeCaseEnumConverter<MessageRole>>().HaveMaxLength(16);
        builder.Properties<MessageStatus>().HaveConversion<SnakeCaseEnumConverter<MessageStatus>>().HaveMaxLength(16);
        builder.Properties<Domain.Common.ErrorKind>().HaveConversion<SnakeCaseEnumConverter<Domain.Common.ErrorKind>>().HaveMaxLength(20);
    }

    private sealed class ConversationIdConverter() : ValueConverter<ConversationId, Guid>(id => id.Value, value => new(value));

    private sealed class MessageIdConverter() : ValueConverter<MessageId, Guid>(id => id.Value, value => new(value));
}
