using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Conversations;

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversation");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.ClientId);
        builder.Property(c => c.Channel).HasMaxLength(ConversationPlace.MaxLength);
        builder.Property(c => c.ChannelId).HasMaxLength(ConversationPlace.MaxLength);
        builder.Property(c => c.Thread).HasMaxLength(ConversationPlace.ThreadMaxLength);
        builder.Property(c => c.RobeingId).HasMaxLength(Conversation.NameMaxLength);
        builder.Property(c => c.PromptName).HasMaxLength(Conversation.NameMaxLength);
        builder.Property(c => c.Variables);
        builder.Property(c => c.Metadata);
        builder.Property(c => c.Title).HasMaxLength(Conversation.TitleMaxLength);
        builder.Property(c => c.CreatedAt);
        builder.Ignore(c => c.Events);

        // a thread is one conversation, whoever writes in it first
        builder.HasIndex(c => new { c.ClientId, c.Channel, c.ChannelId, c.Thread }).IsUnique().HasFilter("thread IS NOT NULL");
        builder.HasIndex(c => new { c.ClientId, c.CreatedAt, c.Id }).IsDescending(false, true, true);
        builder.HasIndex(c => new { c.ClientId, c.UserId, c.CreatedAt, c.Id }).IsDescending(false, false, true, true);
    }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("message");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Position);
        builder.Property(m => m.Role);
        builder.Property(m => m.CreatedAt);
        builder.Property(m => m.Model).HasMaxLength(200);
        builder.Property(m => m.FinishReason).HasMaxLength(40);
        builder.Property(m => m.ErrorCode).HasMaxLength(60);
        builder.Property(m => m.ErrorDetail).HasMaxLength(500);
        builder.Ignore(m => m.Outcome);
        builder.HasIndex(m => new { m.ConversationId, m.Position }).IsUnique();

        // for erasing a person; few messages have one
        builder.HasIndex(m => m.UserId).HasFilter("user_id IS NOT NULL");
        builder.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RunningTurnConfiguration : IEntityTypeConfiguration<RunningTurn>
{
    public void Configure(EntityTypeBuilder<RunningTurn> builder)
    {
        builder.ToTable("running_turn");
        builder.HasKey(t => t.MessageId);
        builder.Property(t => t.MessageId).ValueGeneratedNever();
        builder.Property(t => t.QuestionId);
        builder.Property(t => t.StartedAt);

        // one turn at a time in a conversation
        builder.HasIndex(t => t.ConversationId).IsUnique();
        builder.HasIndex(t => t.NodeId);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NodeConfiguration : IEntityTypeConfiguration<Node>
{
    public void Configure(EntityTypeBuilder<Node> builder)
    {
        builder.ToTable("node");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
    }
}

internal sealed class PromptLogConfiguration : IEntityTypeConfiguration<PromptLog>
{
    public void Configure(EntityTypeBuilder<PromptLog> builder)
    {
        builder.ToTable("promptlog");
        builder.HasKey(l => l.MessageId);
        builder.Property(l => l.MessageId).ValueGeneratedNever();
        builder.Property(l => l.CreatedAt);
        builder.Property(l => l.Model).HasMaxLength(200);
        builder.HasOne<Message>().WithOne().HasForeignKey<PromptLog>(l => l.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ConversationLogConfiguration : IEntityTypeConfiguration<ConversationLog>
{
    public void Configure(EntityTypeBuilder<ConversationLog> builder)
    {
        builder.ToTable("conversation_log");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.ClientId);
        builder.Property(l => l.CreatedAt);
        builder.Property(l => l.Channel).HasMaxLength(ConversationPlace.MaxLength);
        builder.Property(l => l.ChannelId).HasMaxLength(ConversationPlace.MaxLength);
        builder.Property(l => l.ChannelType).HasMaxLength(40);
        builder.Property(l => l.RobeingId).HasMaxLength(Conversation.NameMaxLength);
        builder.Property(l => l.SlackUserId).HasMaxLength(40);
        builder.Property(l => l.ThreadTs).HasMaxLength(40);
        builder.Property(l => l.Intent).HasMaxLength(40);
        builder.Property(l => l.Model).HasMaxLength(200);
        builder.Property(l => l.ErrorCode).HasMaxLength(60);

        // the list is always newest first; one index for each filter, and one for none
        builder.HasIndex(l => new { l.CreatedAt, l.Id }).IsDescending(true, true);
        builder.HasIndex(l => new { l.UserId, l.CreatedAt, l.Id }).IsDescending(false, true, true);
        builder.HasIndex(l => new { l.RobeingId, l.CreatedAt, l.Id }).IsDescending(false, true, true);
        builder.HasIndex(l => new { l.Channel, l.CreatedAt, l.Id }).IsDescending(false, true, true);
        builder.HasIndex(l => new { l.ClientId, l.CreatedAt, l.Id }).IsDescending(false, true, true);
        builder.HasIndex(l => l.MessageId).IsUnique();
    }
}
