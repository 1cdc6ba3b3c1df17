using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>What the platform says about one question.</summary>
/// <param name="TaskId">Of its task.</param>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>completed</c>, <c>failed</c>.</param>
/// <param name="Delivery"><c>pending</c>, <c>delivered</c>, <c>held</c>, <c>uncertain</c>, <c>failed</c>, <c>expired</c>.</param>
/// <param name="Via">How it was delivered.</param>
/// <param name="Marker">Of the question, when its text holds one.</param>
public sealed record TaskState(string TaskId, string Status, string Delivery, string? Via, Marker? Marker)
{
    private static readonly string[] FinalDeliveries = ["delivered", "held", "uncertain", "failed", "expired"];

    /// <summary>Nothing more is to be expected without the person.</summary>
    public bool IsFinal => Status is "failed" || (Status is "completed" && FinalDeliveries.Contains(Delivery));

    public override string ToString() => $"status '{Status}', delivery '{Delivery}'{(Via is null ? "" : $" via {Via}")}, task {TaskId}";

    /// <summary>Tolerant: fields may be missing, and the delivery may be an object, a text or <c>delivery_state</c>.</summary>
    internal static TaskState Read(JsonElement row)
    {
        var nested = row.TryGetProperty("delivery", out var delivery) && delivery.ValueKind == JsonValueKind.Object;
        return new(
            row.AnyText("task_id", "id") ?? "",
            row.AnyText("status", "state") ?? "",
            (nested ? delivery.AnyText("state", "status") : row.AnyText("delivery", "delivery_state", "delivery_status")) ?? "",
            nested ? delivery.AnyText("via", "channel") : row.AnyText("delivery_via", "via"),
            KakaoSimulator.Marker.FindQuestion(row.AnyText("question", "user_message", "utterance")));
    }
}
