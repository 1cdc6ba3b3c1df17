using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

/// <summary>This module's view of the database. Claiming, ending and sending go through <see cref="ITaskStore"/> and <see cref="IDeliveryStore"/>.</summary>
public interface ITasksDb
{
    DbSet<AiTask> AiTasks { get; }

    DbSet<Delivery> Deliveries { get; }

    DbSet<WorkerNode> WorkerNodes { get; }
}
