namespace ChatPlatform.Domain.Users;

public enum NameCertainty
{
    /// <summary>No name was given.</summary>
    None,

    /// <summary>Perhaps a name, perhaps a noun (난 짱구야): worth asking back.</summary>
    Unsure,

    Certain,

    /// <summary>A name was meant, but it has characters or a length that names may not have.</summary>
    Invalid,
}

/// <summary>What an utterance says about the speaker's name.</summary>
/// <param name="Certainty">How sure that is.</param>
/// <param name="Text">The name as it was said; empty for none.</param>
/// <param name="SaysMore">True when the utterance says more than the name and a greeting.</param>
public sealed record NameFinding(NameCertainty Certainty, string Text, bool SaysMore)
{
    public static readonly NameFinding None = new(NameCertainty.None, "", SaysMore: true);

    /// <summary>Null unless it is certain or worth asking back.</summary>
    public PersonName? Name => Certainty is NameCertainty.Certain or NameCertainty.Unsure ? PersonName.From(Text) : null;
}

/// <summary>
/// Finds the name in what somebody says of themselves, in Korean or simple English. 내 이름은 X야 is certain whatever X is; 난 X야 only where
/// X looks like a name, because far more often X is a noun. Who is asked back once too often is less annoyed than who is called 학생.
/// </summary>
public static class NameExtraction
{
    public static NameFinding From(string utterance)
    {
        var text = SpokenText.Clean(utterance);
        var best = NameFinding.None;
        foreach (var clause in SpokenText.Clauses(text))
        {
            if ((KoreanNames.In(clause.Text) ?? EnglishNames.In(clause.Text)) is not { } said)
            {
                continue;
            }

            var finding = new NameFinding(said.Certainty, said.Name, SpokenText.SaysMore(text, clause.Start, clause.Start + said.End));
            if (finding.Certainty == NameCertainty.Certain)
            {
                return finding;
            }

            best = best.Certainty == NameCertainty.None ? finding : best;
        }

        return best with { SaysMore = best.SaysMore || utterance.Length > SpokenText.SearchedLength };
    }
}

/// <summary>A name within a clause.</summary>
/// <param name="Certainty">Never None.</param>
/// <param name="Name">As said.</param>
/// <param name="End">Where the part that gives the name ends.</param>
internal sealed record SaidName(NameCertainty Certainty, string Name, int End)
{
    /// <summary>A certain name that breaks the rule for names is told apart, so that the person can be told why.</summary>
    public static SaidName? Of(NameCertainty certainty, string name, int end) => (certainty, PersonName.From(name)) switch
    {
        (NameCertainty.None, _) => null,
        (NameCertainty.Certain, null) => new(NameCertainty.Invalid, name, end),
        (_, null) => null,
        var (sure, valid) => new(sure, valid.Text, end),
    };
}
