using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Users;

/// <summary>Shows what name would be heard in an utterance; changes nothing.</summary>
public sealed record ExtractName(string Utterance) : IQuery<ExtractedName>;

/// <param name="IsCertain">False when the person would be asked back.</param>
public sealed record ExtractedName([property: System.Text.Json.Serialization.JsonPropertyName("extracted_name")] string? Name, bool IsValid, bool IsCertain);

internal sealed class ExtractNameValidator : AbstractValidator<ExtractName>
{
    public ExtractNameValidator() => RuleFor(q => q.Utterance).NotNull().MaximumLength(1_000);
}

internal sealed class ExtractNameHandler : IRequestHandler<ExtractName, Result<ExtractedName>>
{
    public Task<Result<ExtractedName>> Handle(ExtractName query, CancellationToken cancellationToken)
    {
        var found = NameExtraction.From(query.Utterance);
        return Task.FromResult<Result<ExtractedName>>(new ExtractedName(
            found.Certainty == NameCertainty.None ? null : found.Text, found.Name is not null, found.Certainty == NameCertainty.Certain));
    }
}
