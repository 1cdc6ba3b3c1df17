using System.Linq.Expressions;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>A robeing as the API shows it.</summary>
/// <param name="RobeingId">Its id.</param>
/// <param name="DisplayName">What people read.</param>
/// <param name="PromptName">The prompt it speaks with where a session names none; null for the default one.</param>
/// <param name="Model">The model it answers with; null for its prompt's, or the default one.</param>
/// <param name="IsShared">Every client may talk to it.</param>
/// <param name="Level">From 1.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record RobeingDetails(
    string RobeingId, string DisplayName, string? PromptName, string? Model, bool IsShared, int Level, DateTimeOffset CreatedAt)
{
    internal static readonly Expression<Func<Robeing, RobeingDetails>> Projection = r => new RobeingDetails(
        r.Id.Value, r.DisplayName, r.PromptName, r.Model, r.IsShared, r.Stats.Level, r.CreatedAt);

    private static readonly Func<Robeing, RobeingDetails> Compiled = Projection.Compile();

    internal static RobeingDetails Of(Robeing robeing) => Compiled(robeing);
}
