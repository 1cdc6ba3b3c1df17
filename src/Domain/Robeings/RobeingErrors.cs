using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

public static class RobeingErrors
{
    public static readonly Error ReadOnly = new(
        ErrorKind.Forbidden, "robeing.read_only", "This robeing is shared: you may talk to it, but only its owner and admin keys change it.");

    public static readonly Error Busy = new(
        ErrorKind.Unavailable, "robeing.busy", "Others are changing this robeing, and did not end in time. Nothing was changed; try again shortly.");

    public static Error NotFound(string id) => new(
        ErrorKind.NotFound, "robeing.not_found", RobeingId.IsValid(id) ? $"There is no robeing '{id}'." : "There is no such robeing.");

    public static Error Exists(RobeingId id) => new(
        ErrorKind.Conflict, "robeing.exists", $"The id '{id}' is taken. Choose another one, or change yours with PATCH.");

    public static readonly Error SharingRefused = new(
        ErrorKind.Forbidden, "robeing.sharing_refused", "Only admin keys decide whether a robeing is shared. Leave is_shared out, or ask an operator.");

    public static readonly Error TaskTypeUnknown = TaskType(
        "robeing.task_type_unknown", $"'task_type' must be one of {string.Join(", ", RobeingTaskTypes.Reported.Select(t => t.Code))}.");

    public static readonly Error TaskTypeCounted = TaskType(
        "robeing.task_type_counted", "Conversations count by themselves when the statistics are rolled up; report tasks of other types.");

    private static Error TaskType(string code, string message) => new(
        ErrorKind.Unprocessable, code, message, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["task_type"] = [message] });

    public static Error NotEnoughPoints(int asked, int available) => new Error(
        ErrorKind.Conflict, "robeing.not_enough_points", $"{asked} points were to be distributed; {available} are available. Each level gives {RobeingLevels.PointsPerLevel}.")
        .With("available", available);

    public static Error StatTooHigh(string stat, int value) => new Error(
        ErrorKind.Conflict, "robeing.stat_too_high", $"'{stat}' is {value}, and no stat goes beyond {RobeingStats.MaxStat}.")
        .With("available", RobeingStats.MaxStat - value);
}
