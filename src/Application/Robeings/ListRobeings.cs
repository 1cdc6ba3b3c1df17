using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <param name="Robeings">By id.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
public sealed record RobeingPage(IReadOnlyList<RobeingDetails> Robeings, string? NextCursor);

/// <summary>The robeings that the caller may talk to, by id; an admin key sees all.</summary>
/// <param name="Limit">1–200.</param>
/// <param name="Cursor">Where the page before ended.</param>
public sealed record ListRobeings(int Limit = 50, string? Cursor = null) : IQuery<RobeingPage>;

internal sealed class ListRobeingsValidator : AbstractValidator<ListRobeings>
{
    public ListRobeingsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
}

internal sealed class ListRobeingsHandler(IRobeingsDb db, ICurrentClient client) : IRequestHandler<ListRobeings, Result<RobeingPage>>
{
    public async Task<Result<RobeingPage>> Handle(ListRobeings query, CancellationToken cancellationToken)
    {
        var robeings = db.Robeings.AsNoTracking().VisibleTo(RobeingCaller.Of(client));
        if (!string.IsNullOrEmpty(query.Cursor))
        {
            if (!RobeingId.IsValid(query.Cursor))
            {
                return Cursor.Invalid;
            }

            var after = new RobeingId(query.Cursor);
            robeings = robeings.Where(r => r.Id > after);
        }

        var page = await robeings
            .OrderBy(r => r.Id)
            .Take(query.Limit + 1)
            .Select(RobeingDetails.Projection)
            .ToListAsync(cancellationToken);
        return page.Count <= query.Limit
            ? new RobeingPage(page, null)
            : new RobeingPage(page[..query.Limit], page[query.Limit - 1].RobeingId);
    }
}
