using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Access;

/// <summary>A key as it may be shown: without the key.</summary>
public sealed record ApiKeySummary(
    Guid Id,
    string Name,
    string Prefix,
    IReadOnlyList<Scope> Scopes,
    Guid ClientId,
    int? RateLimitPerMinute,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    public static ApiKeySummary Of(ApiKey key) => new(
        key.Id.Value,
        key.Name,
        key.Prefix,
        ScopeText.Split(key.Scopes),
        key.ClientId.Value,
        key.RateLimitPerMinute,
        key.CreatedAt,
        key.ExpiresAt,
        key.RevokedAt,
        key.LastUsedAt);
}

public sealed record ApiKeyPage(IReadOnlyList<ApiKeySummary> ApiKeys, string? NextCursor);

/// <summary>All keys, revoked ones too, newest first.</summary>
public sealed record ListApiKeys(int Limit, string? Cursor) : IQuery<ApiKeyPage>;

internal sealed class ListApiKeysValidator : AbstractValidator<ListApiKeys>
{
    public ListApiKeysValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
}

internal sealed class ListApiKeysHandler(IAccessDb db) : IRequestHandler<ListApiKeys, Result<ApiKeyPage>>
{
    public async Task<Result<ApiKeyPage>> Handle(ListApiKeys query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        var keys = db.ApiKeys.AsNoTracking();
        if (cursor is { } after)
        {
            var (at, id) = (after.At, new ApiKeyId(after.Id));
            keys = keys.Where(k => k.CreatedAt < at || (k.CreatedAt == at && k.Id < id));
        }

        // one more than asked tells whether there is a next page
        var found = await keys
            .OrderByDescending(k => k.CreatedAt).ThenByDescending(k => k.Id)
            .Take(query.Limit + 1)
            .ToListAsync(cancellationToken);
        var page = found.Take(query.Limit).Select(ApiKeySummary.Of).ToList();
        return new ApiKeyPage(page, found.Count > query.Limit ? new Cursor(page[^1].CreatedAt, page[^1].Id).ToString() : null);
    }
}
