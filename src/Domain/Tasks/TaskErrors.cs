using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Tasks;

public static class TaskErrors
{
    public static readonly Error NotFound = new(ErrorKind.NotFound, "task.not_found", "There is no such task.");

    public static readonly Error Stale = new(ErrorKind.Conflict, "task.stale", "Another worker has taken this task over.");

    public static readonly Error Late = new(
        ErrorKind.Timeout, "task.deadline", "The task waited for longer than it may; too much was waiting before it.");

    public static readonly Error WorkerDied = new(
        ErrorKind.Unavailable, "task.worker_died", "Every worker that tried this task was stopped or died over it.");

    public static readonly Error Unexpected = new(
        ErrorKind.Unavailable, "task.failed", "Something went wrong on our side; it was logged with the task's id.");

    public static Error UnknownKind(string kind) => new(
        ErrorKind.Unprocessable, "task.unknown_kind", $"Nothing here carries out tasks of the kind {kind}.");

    public static Error NotFailed(AiTaskStatus status) => new Error(
            ErrorKind.Conflict, "task.not_failed", "Only a failed task can be retried; this one is on its way or done.")
        .With("status", System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()));
}
