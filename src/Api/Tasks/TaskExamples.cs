using ChatPlatform.Application.Tasks;
using ChatPlatform.Domain.Tasks;

namespace ChatPlatform.Api.Tasks;

/// <summary>What tasks look like in the API document.</summary>
internal static class TaskExamples
{
    private static readonly Guid Id = Guid.Parse("01997f3a-5c00-7a10-8000-000000000011");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    public static readonly AiStatus Status = new(
        Id, AiTaskStatus.Completed, "네, 내일은 비가 올 것 같아요.", 128, At, At.AddSeconds(3), null, DeliveryState.Delivered);

    public static readonly AiTaskView Task = new(
        Id,
        "answer",
        AiTaskStatus.Completed,
        Guid.Parse("01997f3a-5c00-7a10-8000-000000000012"),
        Guid.Parse("01997f3a-5c00-7a10-8000-000000000013"),
        "내일 비 와?",
        0,
        1,
        null,
        At.AddMinutes(10),
        null,
        null,
        [],
        128,
        At,
        At,
        At.AddSeconds(3),
        new DeliveryView(DeliveryState.Delivered, "kakao_callback", "callback", 1, """{"http_status":200,"status":"SUCCESS"}""", At.AddSeconds(3)));

    public static readonly WorkerHealth Health = new(
        [new WorkerNodeView(Guid.Parse("01997f3a-5c00-7a10-8000-000000000014"), At, At.AddHours(3), 2, 3, 1_204, 6)],
        2,
        5,
        1.4,
        0.995,
        412,
        2,
        1,
        "model.timeout: The model did not begin to answer in time.",
        At.AddHours(2));
}
