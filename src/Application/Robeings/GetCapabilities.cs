using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>Something that levels unlock.</summary>
/// <param name="Capability">Stable and machine-readable.</param>
/// <param name="Title">Korean.</param>
/// <param name="TitleEn">English.</param>
/// <param name="Unlocked">Whether the robeing has it.</param>
/// <param name="Level">The first level that has it.</param>
/// <param name="Available">False where this platform is not set up for it: advanced_model without ROBEING_ADVANCED_MODEL.</param>
public sealed record CapabilityDetails(string Capability, string Title, string TitleEn, bool Unlocked, int Level, bool Available);

/// <param name="Level">The robeing's.</param>
/// <param name="Capabilities">By level.</param>
public sealed record CapabilityList(int Level, IReadOnlyList<CapabilityDetails> Capabilities);

public sealed record GetCapabilities(string RobeingId) : IQuery<CapabilityList>;

internal sealed class GetCapabilitiesHandler(IRobeingsDb db, RobeingOptions options, ICurrentClient client)
    : IRequestHandler<GetCapabilities, Result<CapabilityList>>
{
    public async Task<Result<CapabilityList>> Handle(GetCapabilities query, CancellationToken cancellationToken)
    {
        var level = await db.Robeings.AsNoTracking().VisibleTo(RobeingCaller.Of(client), query.RobeingId).Select(r => (int?)r.Stats.Level).FirstOrDefaultAsync(cancellationToken);
        return level is not { } reached
            ? RobeingErrors.NotFound(query.RobeingId)
            : new CapabilityList(
                reached,
                [.. RobeingCapabilities.All.Select(c => new CapabilityDetails(
                    c.Code, c.Korean, c.English, RobeingCapabilities.Check(reached, c) is null, c.Level, IsAvailable(c)))]);
    }

    private bool IsAvailable(RobeingCapability capability) => capability != RobeingCapabilities.AdvancedModel || options.AdvancedModel is not null;
}
