using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChatPlatform.Infrastructure.Tasks;

internal sealed class AiTaskConfiguration : IEntityTypeConfiguration<AiTask>
{
    public void Configure(EntityTypeBuilder<AiTask> builder)
    {
        builder.ToTable("aiprocessingtask");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Kind).HasMaxLength(AiTask.KindMaxLength);
        builder.Property(t => t.Subject);
        builder.Property(t => t.ClientId);
        builder.Property(t => t.Lane);
        builder.Property(t => t.Errors).HasMaxLength(2 * AiTask.ErrorsMaxLength);
        builder.Property(t => t.ErrorCode).HasMaxLength(AiTask.ErrorCodeMaxLength);
        builder.Property(t => t.ErrorDetail).HasMaxLength(AiTask.ErrorDetailMaxLength);
        builder.Property(t => t.CreatedAt);

        // the same work is added once
        builder.HasIndex(t => new { t.Kind, t.Subject }).IsUnique();
        builder.HasIndex(t => new { t.Status, t.Id }).IsDescending(false, true);
        builder.HasIndex(t => t.Subject);
    }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("delivery");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Subject);
        builder.Property(d => d.ClientId);
        builder.Property(d => d.Recipient);
        builder.Property(d => d.Channel).HasMaxLength(Delivery.ChannelMaxLength);
        builder.Property(d => d.Target).HasMaxLength(Delivery.TargetMaxLength);
        builder.Property(d => d.DedupKey).HasMaxLength(Delivery.DedupKeyMaxLength);
        builder.Property(d => d.Via).HasMaxLength(Delivery.ViaMaxLength);
        builder.Property(d => d.Lane).HasMaxLength(Delivery.LaneMaxLength);
        builder.Property(d => d.Receipt).HasMaxLength(Delivery.ReceiptMaxLength);
        builder.Property(d => d.CreatedAt);
        builder.HasIndex(d => d.TaskId).IsUnique();
        builder.HasIndex(d => d.DedupKey).IsUnique();
        builder.HasIndex(d => d.SendToken);
        builder.HasIndex(d => new { d.Recipient, d.State, d.Id });
        builder.HasIndex(d => new { d.State, d.Id }).IsDescending(false, true);
        builder.HasOne<AiTask>().WithOne().HasForeignKey<Delivery>(d => d.TaskId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkerNodeConfiguration : IEntityTypeConfiguration<WorkerNode>
{
    public void Configure(EntityTypeBuilder<WorkerNode> builder)
    {
        builder.ToTable("worker_node");
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.StartedAt);
        builder.Property(w => w.LastError).HasMaxLength(WorkerNode.LastErrorMaxLength);
    }
}
