using Microsoft.Extensions.AI;

namespace ChatPlatform.Application.Conversations;

/// <summary>What a model said about its answer, gathered while it streams.</summary>
internal sealed record ModelAnswer(ChatFinishReason? FinishReason, UsageDetails? Usage, string? Model, int? FirstTokenMs)
{
    public ModelAnswer With(ChatResponseUpdate update)
    {
        var usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details;
        return update.FinishReason is null && usage is null && (update.ModelId is null || Model is not null)
            ? this
            : this with { FinishReason = update.FinishReason ?? FinishReason, Usage = usage ?? Usage, Model = update.ModelId ?? Model };
    }
}
