using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Access;

/// <summary>Makes a key. The key itself is in the answer and nowhere else.</summary>
/// <param name="Name">1–100 characters.</param>
/// <param name="Scopes">One or more of chat, admin, ingest.</param>
/// <param name="ExpiresAt">In the future, or null for no end.</param>
/// <param name="ClientId">The client whose data the key shall see; null for a new client.</param>
/// <param name="RateLimitPerMinute">0–1,000,000; null for the default, 0 for no limit.</param>
public sealed record CreateApiKey(
    string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt, Guid? ClientId, int? RateLimitPerMinute)
    : ICommand<CreatedApiKey>;

public sealed record CreatedApiKey(ApiKeySummary Summary, Secret Key);

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    private const int MostPerMinute = 1_000_000;

    public CreateApiKeyValidator()
    {
        RuleFor(c => c.Name).NotEmpty().MaximumLength(ApiKey.NameMaxLength);
        RuleFor(c => c.Scopes).NotEmpty()
            .Must(scopes => scopes is null || scopes.All(name => ScopeText.TryParse(name, out _)))
            .WithMessage("Each scope is one of chat, admin, ingest.");
        RuleFor(c => c.ClientId).NotEqual(Guid.Empty).WithMessage("Must be the id of a client, or left out for a new one.");
        RuleFor(c => c.RateLimitPerMinute).InclusiveBetween(0, MostPerMinute);
    }
}

internal sealed class CreateApiKeyHandler(IAccessDb db, IAudit audit, TimeProvider clock)
    : IRequestHandler<CreateApiKey, Result<CreatedApiKey>>
{
    public Task<Result<CreatedApiKey>> Handle(CreateApiKey command, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var secret = Secret.NewKey();
        var issued = ApiKey.Issue(
            command.ClientId is { } client ? new ClientId(client) : ClientId.New(now),
            command.Name.Trim(),
            secret,
            ScopeText.Split(string.Join(' ', command.Scopes)),
            now,
            command.ExpiresAt,
            command.RateLimitPerMinute);
        if (!issued.IsSuccess)
        {
            return Task.FromResult(Result<CreatedApiKey>.Failure(issued.Error));
        }

        var key = issued.Value;
        db.ApiKeys.Add(key);
        audit.Record(
            "api_key.created",
            key.Id.Value.ToString(),
            new { key.Name, key.Prefix, key.Scopes, ClientId = key.ClientId.Value, key.ExpiresAt, key.RateLimitPerMinute });
        return Task.FromResult<Result<CreatedApiKey>>(new CreatedApiKey(ApiKeySummary.Of(key), secret));
    }
}
