using System.Globalization;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

public static class RobeingSettingErrors
{
    public static readonly Error NoCategory = new(
        ErrorKind.NotFound, "setting.not_found", "There is no such category of settings; there are user, system and skill.");

    public static readonly Error KeyInvalid = new(
        ErrorKind.Validation, "setting.key_invalid", $"A skill's key has this form: {FreeSettingKey.Rule}.",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["key"] = [FreeSettingKey.Rule] });

    public static readonly Error Secret = new(
        ErrorKind.Unprocessable, "setting.secret_refused",
        "Settings are not a place for secrets: everybody who may see the robeing can read them. Keep keys, tokens and passwords with the program that uses them.",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["key"] = ["Sounds like a secret."] });

    public static readonly Error TooLarge = Invalid(string.Create(
        CultureInfo.InvariantCulture, $"JSON of at most {RobeingSetting.ValueMaxLength} characters and {RobeingSetting.ValueMaxDepth} levels"));

    public static readonly Error Broken = Invalid("JSON of whole characters");

    public static readonly Error TooMany = new(
        ErrorKind.Conflict, "setting.too_many",
        string.Create(CultureInfo.InvariantCulture, $"A robeing has at most {RobeingSetting.MaxFree} free settings. Delete one that is no longer needed."));

    public static Error Unknown(RobeingSettingCategory category, string key) => new(
        ErrorKind.NotFound, "setting.not_found",
        $"There is no setting '{Shown(key)}' in this category; there are {string.Join(", ", RobeingSettingTable.KeysOf(category))}"
        + (category == RobeingSettingCategory.Skill ? " and those that were set." : "."));

    public static Error Invalid(string allowed) => new(
        ErrorKind.Validation, "setting.invalid_value", $"The value must be {allowed}.",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["value"] = [$"Must be {allowed}."] });

    private static string Shown(string key) => key.Length > RobeingSetting.KeyMaxLength ? key[..RobeingSetting.KeyMaxLength] + "…" : key;
}
