using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Users;

public static class UserErrors
{
    public const string NameRule = "A name has 1 to 20 characters: Hangul syllables, Latin letters, digits, '·', '-' and '_'; no spaces.";

    public static readonly Error NotFound = new(ErrorKind.NotFound, "user.not_found", "There is no such user.");

    public static readonly Error Nobody = new(
        ErrorKind.Unprocessable,
        "user.nobody",
        "'guest' is nobody in particular: everybody who is not named shares it. Delete the sessions instead.");

    public static readonly Error NameInvalid = new(
        ErrorKind.Validation, "user.name_invalid", NameRule, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["name"] = [NameRule] });

    public static readonly Error NoNameMode = new(
        ErrorKind.Conflict, "user.no_name_mode", "Nobody is waiting for this person's name now.");

    public static readonly Error NothingToConfirm = new(
        ErrorKind.Conflict, "user.nothing_to_confirm", "No guess at this person's name is waiting for a yes or no.");

    public static readonly Error AlreadyNaming = new(
        ErrorKind.Conflict, "user.already_naming", "This person is already about to say their name; take what they say.");
}
