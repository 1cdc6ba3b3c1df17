using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks;
using Microsoft.Extensions.Configuration;

namespace ChatPlatform.Infrastructure.Tasks;

internal static class TaskSettings
{
    public static TaskOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection("Tasks").Get<TaskOptions>() ?? new TaskOptions();
        Check(options.Parallelism, 1, 256, "AI_WORKER_PARALLELISM");
        Check(options.QueueLimit, 1, 1_000_000, "AI_QUEUE_LIMIT");
        Check(options.HeldAnswerHours, 1, 8_760, "HELD_ANSWER_HOURS");
        Check(options.RetentionDays, 0, 3_650, "TASK_RETENTION_DAYS");
        return options;
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new StartException($"{name} is '{value}', but must be a whole number from {least} to {most}.");
        }
    }
}
