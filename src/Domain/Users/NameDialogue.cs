using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Users;

public enum NameAnswerKind
{
    /// <summary>Their name was asked for.</summary>
    Asked,

    /// <summary>They have a (new) name now.</summary>
    Called,

    /// <summary>What they said is no valid name; it is still waited for.</summary>
    Refused,

    /// <summary>A guess waits for their yes or no.</summary>
    Guessed,

    /// <summary>The guess was wrong.</summary>
    Declined,

    Cancelled,
}

/// <summary>What the dialogue did with an utterance.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Change">Of <see cref="NameAnswerKind.Called"/>.</param>
/// <param name="SaysMore">True when the utterance holds more than the name: it is for the AI as well.</param>
public sealed record NameAnswer(NameAnswerKind Kind, NameChange? Change = null, bool SaysMore = false);

/// <summary>
/// Hears what a person says about their name. Nothing here can trap them: every mode ends by 취소, by itself after ten minutes, and
/// confirming also by talking about something else.
/// </summary>
public static class NameDialogue
{
    /// <summary>Null when the utterance is for the AI only.</summary>
    public static NameAnswer? Hear(AppUser user, string utterance, DateTimeOffset now)
    {
        var command = NameCommand.Of(utterance);
        var mode = user.ModeAt(now);
        return command.Kind switch
        {
            NameCommandKind.Ask => Ask(user, now),
            NameCommandKind.Set => CallOrRefuse(user, PersonName.From(command.Name) ?? BareName.In(command.Name), now),
            NameCommandKind.Cancel when user.LeaveNameMode(now).IsSuccess => new(NameAnswerKind.Cancelled),
            NameCommandKind.Yes when user.Confirm(now) is { IsSuccess: true } confirmed => new(NameAnswerKind.Called, confirmed.Value),
            NameCommandKind.No when mode == NameMode.Confirming && user.LeaveNameMode(now).IsSuccess => new(NameAnswerKind.Declined),
            NameCommandKind.Yes or NameCommandKind.No when mode == NameMode.Naming => Refuse(user, now),
            _ when mode == NameMode.Naming => TakeName(user, utterance, now),
            _ => Notice(user, utterance, now),
        };
    }

    /// <summary>A name that was asked for, bare or in a few words; null when there is none in it.</summary>
    public static PersonName? Read(string text)
    {
        var said = SpokenText.Clean(text).Trim();
        return PersonName.From(said) ?? BareName.In(said);
    }

    private static NameAnswer Ask(AppUser user, DateTimeOffset now)
    {
        user.ExpectName(now);
        return new(NameAnswerKind.Asked);
    }

    /// <summary>They were asked: a sentence or the bare name.</summary>
    private static NameAnswer TakeName(AppUser user, string utterance, DateTimeOffset now)
    {
        var finding = NameExtraction.From(utterance);
        return finding.Name is { } name
            ? new(NameAnswerKind.Called, user.Call(name), finding.SaysMore)
            : CallOrRefuse(user, BareName.In(utterance), now);
    }

    /// <summary>Nobody asked: only what is certain counts, and a guess where nothing else was said and no name is known yet.</summary>
    private static NameAnswer? Notice(AppUser user, string utterance, DateTimeOffset now)
    {
        var wasGuess = user.LeaveNameMode(now).IsSuccess; // a guess that was not answered is forgotten
        var finding = NameExtraction.From(utterance);
        return finding switch
        {
            { Certainty: NameCertainty.Certain, Name: { } name } => new(NameAnswerKind.Called, user.Call(name), finding.SaysMore),
            { Certainty: NameCertainty.Invalid, SaysMore: false } => Refuse(user, now),
            { Certainty: NameCertainty.Unsure, SaysMore: false, Name: { } guess } when user.Name is null && !wasGuess
                && user.ExpectConfirmation(guess, now).IsSuccess => new(NameAnswerKind.Guessed),
            _ => null,
        };
    }

    private static NameAnswer CallOrRefuse(AppUser user, PersonName? name, DateTimeOffset now) =>
        name is null ? Refuse(user, now) : new(NameAnswerKind.Called, user.Call(name));

    private static NameAnswer Refuse(AppUser user, DateTimeOffset now)
    {
        user.ExpectName(now);
        return new(NameAnswerKind.Refused);
    }
}
