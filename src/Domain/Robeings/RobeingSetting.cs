using System.Text.Json;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

public enum RobeingSettingCategory
{
    /// <summary>How it talks.</summary>
    User,

    /// <summary>How it works.</summary>
    System,

    /// <summary>What its skills do; beside the known settings, free ones.</summary>
    Skill,
}

/// <summary>One setting that somebody gave a value; what is not here has its default.</summary>
public sealed class RobeingSetting
{
    public const int KeyMaxLength = 100;
    public const int ValueMaxLength = 4_000;

    /// <summary>Objects and arrays within each other; what answers wrap around a value must still fit into JSON's usual 64.</summary>
    public const int ValueMaxDepth = 32;

    /// <summary>Most free settings of one robeing.</summary>
    public const int MaxFree = 200;

    private RobeingSetting(RobeingId robeingId, RobeingSettingCategory category, string key, string value, DateTimeOffset updatedAt) =>
        (RobeingId, Category, Key, Value, UpdatedAt) = (robeingId, category, key, value, updatedAt);

    public RobeingId RobeingId { get; }

    public RobeingSettingCategory Category { get; }

    public string Key { get; }

    /// <summary>JSON, at most <see cref="ValueMaxLength"/> characters.</summary>
    public string Value { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>True for one that the platform does not know.</summary>
    public bool IsFree => RobeingSettingTable.Find(Category, Key) is null;

    /// <summary>What a robeing of this level may be set to.</summary>
    public static Result<RobeingSetting> Of(
        RobeingId robeing, int level, RobeingSettingCategory category, string key, JsonElement value, DateTimeOffset now)
    {
        var definition = RobeingSettingTable.Find(category, key);
        if (definition is null && KeyError(category, key) is { } wrong)
        {
            return wrong;
        }

        if (!RobeingSettingValues.IsWhole(value))
        {
            return definition is null ? RobeingSettingErrors.Broken : RobeingSettingErrors.Invalid(definition.Values.Allowed);
        }

        if (definition is not null)
        {
            if (definition.Values.Accept(value) is not { } accepted)
            {
                return RobeingSettingErrors.Invalid(definition.Values.Allowed);
            }

            value = accepted;
        }

        var needed = definition is null ? RobeingSettingTable.SkillOf(key) : definition.Needs(value);
        if (needed is not null && RobeingCapabilities.Check(level, needed) is { } locked)
        {
            return locked;
        }

        var text = RobeingSettingValues.Write(value);
        return text.Length > ValueMaxLength || RobeingSettingValues.DepthOf(value) > ValueMaxDepth ? RobeingSettingErrors.TooLarge : new RobeingSetting(robeing, category, key, text, now);
    }

    /// <summary>Takes over what was set later.</summary>
    public void ChangeTo(RobeingSetting later) => (Value, UpdatedAt) = (later.Value, later.UpdatedAt);

    private static Error? KeyError(RobeingSettingCategory category, string key)
    {
        if (category != RobeingSettingCategory.Skill)
        {
            return RobeingSettingErrors.Unknown(category, key);
        }

        return !FreeSettingKey.IsValid(key) ? RobeingSettingErrors.KeyInvalid : FreeSettingKey.LooksSecret(key) ? RobeingSettingErrors.Secret : null;
    }
}
