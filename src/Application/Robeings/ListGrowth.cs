using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>One line of the ledger of growth.</summary>
/// <param name="Id">Time-ordered.</param>
/// <param name="Kind">task, conversations or points.</param>
/// <param name="Reason">The type of the task.</param>
/// <param name="Difficulty">Of the task, 1–10.</param>
/// <param name="Day">The robeing's local date of the conversations.</param>
/// <param name="Xp">May be negative: a correction.</param>
/// <param name="Conversations">How many.</param>
/// <param name="Successes">Tasks, conversations too, that succeeded.</param>
/// <param name="Failures">Tasks, conversations too, that failed.</param>
/// <param name="Memory">Points given.</param>
/// <param name="Compute">Points given.</param>
/// <param name="Empathy">Points given.</param>
/// <param name="Leadership">Points given.</param>
/// <param name="Ethics">Points given.</param>
/// <param name="RuleVersion">Of the table of XP.</param>
/// <param name="CreatedAt">When.</param>
public sealed record GrowthEntry(
    Guid Id,
    GrowthKind Kind,
    string? Reason,
    int? Difficulty,
    DateOnly? Day,
    long Xp,
    long Conversations,
    long Successes,
    long Failures,
    int Memory,
    int Compute,
    int Empathy,
    int Leadership,
    int Ethics,
    int RuleVersion,
    DateTimeOffset CreatedAt);

/// <param name="Growth">Newest first.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
public sealed record GrowthPage(IReadOnlyList<GrowthEntry> Growth, string? NextCursor);

public sealed record ListGrowth(string RobeingId, int Limit = 50, string? Cursor = null) : IQuery<GrowthPage>;

internal sealed class ListGrowthValidator : AbstractValidator<ListGrowth>
{
    public ListGrowthValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
}

internal sealed class ListGrowthHandler(IRobeingsDb db, ICurrentClient client) : IRequestHandler<ListGrowth, Result<GrowthPage>>
{
    public async Task<Result<GrowthPage>> Handle(ListGrowth query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        var robeing = await db.Robeings.AsNoTracking().VisibleTo(RobeingCaller.Of(client), query.RobeingId).Select(r => (RobeingId?)r.Id).FirstOrDefaultAsync(cancellationToken);
        if (robeing is not { } id)
        {
            return RobeingErrors.NotFound(query.RobeingId);
        }

        var ledger = db.RobeingGrowth.AsNoTracking().Where(g => g.RobeingId == id);
        if (cursor is { } from)
        {
            ledger = ledger.Where(g => g.CreatedAt <= from.At && (g.CreatedAt < from.At || g.Id < new GrowthEventId(from.Id)));
        }

        var page = await ledger
            .OrderByDescending(g => g.CreatedAt).ThenByDescending(g => g.Id)
            .Take(query.Limit + 1)
            .Select(g => new GrowthEntry(
                g.Id.Value, g.Kind, g.Reason, g.Difficulty, g.Day, g.Xp, g.Conversations, g.Successes, g.Failures,
                g.Memory, g.Compute, g.Empathy, g.Leadership, g.Ethics, g.RuleVersion, g.CreatedAt))
            .ToListAsync(cancellationToken);
        return page.Count <= query.Limit
            ? new GrowthPage(page, null)
            : new GrowthPage(page[..query.Limit], new Cursor(page[query.Limit - 1].CreatedAt, page[query.Limit - 1].Id).ToString());
    }
}
