using ChatPlatform.Application.Insights;
using ChatPlatform.Domain.Insights;

namespace ChatPlatform.Api.Insights;

/// <summary>What the event log looks like in the API document.</summary>
internal static class EventExamples
{
    private static readonly Guid Node = Guid.Parse("01997f3a-5c00-7a10-8000-0000000000ff");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    public static readonly EventPage Events = new(
        [
            new(
                Guid.Parse("01997f3a-6100-7a10-8000-000000000021"), At, "conversation.started", "01997f3a-5c00-7a10-8000-00000000000a", "minsu",
                "[시작] 새 대화: api", """{"channel":"api"}""", Node),
        ],
        null);

    public static readonly LogMessagePage LogMessages = new(
        [
            new(
                Guid.Parse("01997f3a-6100-7a10-8000-000000000022"), At, LogMessageLevel.Error, "ChatPlatform.Api.Common.ExceptionProblems",
                "Unexpected", "POST /api/sessions failed unexpectedly", "InvalidOperationException: … (at CreateSessionHandler.Handle)",
                "4bf92f3577b34da6a3ce929d0e0e4736", Node),
        ],
        null);
}
