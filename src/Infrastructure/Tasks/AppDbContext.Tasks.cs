using ChatPlatform.Application.Tasks;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext : ITasksDb
{
    public DbSet<AiTask> AiTasks => Set<AiTask>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<WorkerNode> WorkerNodes => Set<WorkerNode>();

    private static void ConfigureTasks(ModelConfigurationBuilder builder)
    {
        builder.Properties<AiTaskId>().HaveConversion<AiTaskIdConverter>();
        builder.Properties<DeliveryId>().HaveConversion<DeliveryIdConverter>();
        builder.Properties<AiTaskStatus>().HaveConversion<SnakeCaseEnumConverter<AiTaskStatus>>().HaveMaxLength(16);
        builder.Properties<DeliveryState>().HaveConversion<SnakeCaseEnumConverter<DeliveryState>>().HaveMaxLength(16);
        builder.Properties<DeliveryContent>().HaveConversion<SnakeCaseEnumConverter<DeliveryContent>>().HaveMaxLength(16);
    }

    private sealed class AiTaskIdConverter() : ValueConverter<AiTaskId, Guid>(id => id.Value, value => new(value));

    private sealed class DeliveryIdConverter() : ValueConverter<DeliveryId, Guid>(id => id.Value, value => new(value));
}
