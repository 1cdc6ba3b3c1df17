using ChatPlatform.Domain.Insights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Insights;

internal sealed class EventLogEntryConfiguration : IEntityTypeConfiguration<EventLogEntry>
{
    public void Configure(EntityTypeBuilder<EventLogEntry> builder)
    {
        builder.ToTable("eventlog");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Kind).HasMaxLength(EventLogEntry.KindMaxLength);
        builder.Property(e => e.Subject).HasMaxLength(EventLogEntry.SubjectMaxLength);
        builder.Property(e => e.UserId);
        builder.Property(e => e.Text).HasMaxLength(EventLogEntry.TextMaxLength);
        builder.Property(e => e.Detail).HasMaxLength(EventLogEntry.DetailMaxLength);
        builder.Property(e => e.Node);
        builder.HasIndex(e => new { e.At, e.Id });
        builder.HasIndex(e => new { e.Kind, e.At });
        builder.HasIndex(e => new { e.Subject, e.At });
        builder.HasIndex(e => new { e.UserId, e.At });
    }
}

internal sealed class LogMessageConfiguration : IEntityTypeConfiguration<LogMessage>
{
    public void Configure(EntityTypeBuilder<LogMessage> builder)
    {
        builder.ToTable("logmessage");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Level);
        builder.Property(m => m.Category).HasMaxLength(LogMessage.CategoryMaxLength);
        builder.Property(m => m.EventName).HasMaxLength(LogMessage.EventNameMaxLength);
        builder.Property(m => m.Text).HasMaxLength(LogMessage.TextMaxLength);
        builder.Property(m => m.Exception).HasMaxLength(LogMessage.ExceptionMaxLength);
        builder.Property(m => m.TraceId).HasMaxLength(LogMessage.TraceIdMaxLength);
        builder.Property(m => m.Node);
        builder.HasIndex(m => new { m.At, m.Id });
        builder.HasIndex(m => new { m.Level, m.At });
        builder.HasIndex(m => m.TraceId);
    }
}
