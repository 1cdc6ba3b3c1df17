using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Conversations;

public static class ConversationErrors
{
    public static readonly Error NotFound = new(ErrorKind.NotFound, "session.not_found", "There is no such session.");

    public static readonly Error NoSuchRobeing = new(
        ErrorKind.Unprocessable, "robeing.not_found", "There is no such robeing; make it first with POST /api/robeings, or leave robeing_id out.",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["robeing_id"] = ["There is no such robeing."] });

    public static readonly Error MessageNotFound = new(ErrorKind.NotFound, "message.not_found", "There is no such message.");

    public static readonly Error MessageEnded = new(
        ErrorKind.Conflict, "message.ended", "This answer has already ended and cannot change any more.");

    public static readonly Error Overloaded = new(
        ErrorKind.Unavailable, "turns.overloaded", "Too many answers are being written right now; try again in a moment.");

    public static readonly Error Stopping = new(
        ErrorKind.Unavailable, "turns.stopping", "This server is stopping; try again in a moment.");

    public static readonly Error SaveDelayed = new(
        ErrorKind.Unavailable,
        "answer.not_saved_yet",
        "The question is saved, but the answer could not be saved yet; it is kept and tried again. Read the session's messages later.");

    public static readonly Error Interrupted = new(
        ErrorKind.Unavailable,
        "turn.interrupted",
        "The answer was cut off because the server stopped; the question and what was written so far are kept. Send it again to get a full answer.");

    /// <summary>One turn at a time in a session.</summary>
    public static Error Busy(MessageId running) => new Error(
            ErrorKind.Conflict, "conversation.busy", "An answer is still being written in this session; follow it, cancel it, or wait for its end.")
        .With("running_message_id", running.Value);
}
