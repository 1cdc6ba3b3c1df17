using System.Text.Json;
using ChatPlatform.Domain.Common;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Common;

/// <summary>Checks the shape of a request before its handler runs; the fields are named as the JSON names them.</summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IFailable<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, cancellationToken);
            if (!outcome.IsValid)
            {
                return TResponse.Failure(Invalid(outcome.ToDictionary()));
            }
        }

        return await next();
    }

    private static Error Invalid(IDictionary<string, string[]> fields) => new(
        ErrorKind.Validation,
        "request.invalid",
        "The request is not valid; see errors for each field.",
        fields.ToDictionary(f => JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Key), f => f.Value, StringComparer.Ordinal));
}
