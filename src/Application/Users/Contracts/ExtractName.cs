using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using MediatR;

namespace ChatPlatform.Application.Users.Contracts;

/// <param name="Name">What was given as the name; null when nothing was.</param>
/// <param name="IsValid">Whether the name may be used as it is: it keeps the rule for names.</param>
/// <param name="IsCertain">False when a person would be asked back first.</param>
public sealed record ExtractedName(string? Name, bool IsValid, bool IsCertain);

/// <summary>Shows what would be taken from an utterance as the speaker's name. Changes nothing, and costs no query.</summary>
public sealed record ExtractName(string Utterance) : IQuery<ExtractedName>;

internal sealed class ExtractNameHandler : IRequestHandler<ExtractName, Result<ExtractedName>>
{
    public Task<Result<ExtractedName>> Handle(ExtractName query, CancellationToken cancellationToken)
    {
        var finding = NameExtraction.From(query.Utterance);
        var name = finding.Certainty == NameCertainty.None ? null : finding.Text;
        return Task.FromResult<Result<ExtractedName>>(
            new ExtractedName(name, finding.Name is not null, finding.Certainty == NameCertainty.Certain));
    }
}
