using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Tasks;

/// <summary>How an attempt ended, as it is written to its task.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Token">The attempt's.</param>
/// <param name="Status">Pending: it is tried again after <paramref name="Pause"/>.</param>
/// <param name="Pause">Zero unless pending.</param>
/// <param name="Counts">False for an attempt that was not the task's fault.</param>
/// <param name="Errors">The task's history with this attempt's error.</param>
/// <param name="ErrorCode">Of this attempt; null when it went well.</param>
/// <param name="ErrorDetail">Of this attempt.</param>
/// <param name="TokensUsed">By the model; null when it did not say.</param>
public sealed record AttemptEnd(
    AiTaskId TaskId,
    Guid Token,
    AiTaskStatus Status,
    TimeSpan Pause,
    bool Counts,
    string Errors,
    string? ErrorCode,
    string? ErrorDetail,
    int? TokensUsed)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static AttemptEnd Completed(AiTaskId task, Guid token, string errors, int? tokensUsed) =>
        new(task, token, AiTaskStatus.Completed, TimeSpan.Zero, true, errors, null, null, tokensUsed);

    public static AttemptEnd Postponed(AiTaskId task, Guid token, string errors, TimeSpan after) =>
        new(task, token, AiTaskStatus.Pending, after, false, errors, null, null, null);

    /// <param name="attempt">As in <see cref="AttemptError"/>.</param>
    /// <param name="pause">Until the next attempt; null when there is none.</param>
    public static AttemptEnd Failed(AiTaskId task, Guid token, string errors, int attempt, Error error, TimeSpan? pause, DateTimeOffset now)
    {
        var (code, message) = (ErrorText.Fit(error.Code, AiTask.ErrorCodeMaxLength), ErrorText.Fit(error.Message, AiTask.ErrorDetailMaxLength));
        return new(
            task,
            token,
            pause is null ? AiTaskStatus.Failed : AiTaskStatus.Pending,
            pause ?? TimeSpan.Zero,
            true,
            With(errors, new(attempt, now, code, message)),
            code,
            message,
            null);
    }

    /// <summary>1 s, 2 s, 4 s …, each up to half as long again, so that what failed together is not tried together.</summary>
    /// <param name="attempt">The one that failed: 1, 2 …</param>
    /// <param name="jitter">0–1.</param>
    public static TimeSpan PauseAfter(int attempt, double jitter) => TimeSpan.FromSeconds(Math.Pow(2, attempt - 1) * (1 + (jitter / 2)));

    /// <summary>A task's history, oldest first.</summary>
    public static List<AttemptError> ErrorsOf(string errors) => JsonSerializer.Deserialize<List<AttemptError>>(errors, Json) ?? [];

    private static string With(string errors, AttemptError entry)
    {
        var all = ErrorsOf(errors);
        all.Add(entry);
        var text = JsonSerializer.Serialize(all, Json);
        while (text.Length > AiTask.ErrorsMaxLength && all.Count > 1)
        {
            all.RemoveAt(0); // an operator who retries for ever keeps the newest
            text = JsonSerializer.Serialize(all, Json);
        }

        return text;
    }
}

/// <summary>Why an attempt failed.</summary>
/// <param name="Attempt">1, 2 …; when the task was given up on, the one before, 0 when none had begun.</param>
/// <param name="At">When it ended.</param>
/// <param name="Code">Machine-readable.</param>
/// <param name="Message">For people.</param>
public sealed record AttemptError(int Attempt, DateTimeOffset At, string Code, string Message);
