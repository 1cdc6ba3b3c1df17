using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatPlatform.Domain.Robeings;

/// <summary>What a kind of setting takes.</summary>
/// <param name="Allowed">What its values are, for people: completes "… must be".</param>
/// <param name="Korean">The same for the people of channels: stands behind a colon.</param>
/// <param name="Accept">The value as it is kept, or null when it is not allowed.</param>
public sealed record RobeingSettingValues(string Allowed, string Korean, Func<JsonElement, JsonElement?> Accept)
{
    private const int ZoneMaxLength = 64;
    private const int MaxItems = 20;
    private const int ItemMaxLength = 50;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RobeingSettingValues Switch { get; } = new(
        "true or false", "true 또는 false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value : null);

    public static RobeingSettingValues Zone { get; } = new(
        "an IANA time zone such as Asia/Seoul, Europe/Berlin or UTC", "Asia/Seoul, Europe/Berlin, UTC 같은 IANA 시간대", value => TextOf(value) is { } text && ZoneOf(text) is not null ? value : null);

    public static RobeingSettingValues Language { get; } = new(
        "'auto' or an ISO 639-1 code such as ko, en or ja",
        "auto 또는 ko, en, ja 같은 ISO 639-1 코드",
        value => TextOf(value)?.ToLowerInvariant() is { } code && (code == IsoLanguages.Auto || IsoLanguages.NameOf(code) is not null) ? Json(code) : null);

    public static RobeingSettingValues Texts { get; } = new(
        string.Create(CultureInfo.InvariantCulture, $"a list of at most {MaxItems} texts of 1–{ItemMaxLength} characters"),
        string.Create(CultureInfo.InvariantCulture, $"쉼표로 나눈 {MaxItems}개까지의 글, 하나에 1~{ItemMaxLength}자"),
        value => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MaxItems
            && value.EnumerateArray().All(item => TextOf(item) is { } text && text.Trim().Length is > 0 and <= ItemMaxLength)
                ? Json(value.EnumerateArray().Select(item => item.GetString()!.Trim()).Distinct(StringComparer.Ordinal))
                : null);

    public static RobeingSettingValues Whole(int least, int most) => new(
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        string.Create(CultureInfo.InvariantCulture, $"{least:N0}부터 {most:N0}까지의 정수"),
        value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most ? Json(number) : null);

    public static RobeingSettingValues OneOf<T>()
        where T : struct, Enum =>
        new(
            "one of " + string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant(),
            string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant() + " 가운데 하나",
            value => TextOf(value) is { } text && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Json(text.ToLowerInvariant()) : null);

    /// <summary>The value as JSON without blanks, Hangul unescaped: as it is stored and measured.</summary>
    public static string Write(JsonElement value) => JsonSerializer.Serialize(value, Compact);

    /// <summary>False for what is no value at all, and for half a character (a lone surrogate), which no text can hold.</summary>
    public static bool IsWhole(JsonElement value)
    {
        try
        {
            Write(value);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            return false;
        }
    }

    /// <summary>How many objects and arrays lie within each other; the reader of bodies bounds it.</summary>
    public static int DepthOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Select(p => DepthOf(p.Value)).DefaultIfEmpty().Max(),
        JsonValueKind.Array => 1 + value.EnumerateArray().Select(DepthOf).DefaultIfEmpty().Max(),
        _ => 0,
    };

    public static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, Compact);

    /// <summary>Null when this machine does not know the zone.</summary>
    public static TimeZoneInfo? ZoneOf(string id) =>
        id.Length is > 0 and <= ZoneMaxLength && char.IsAsciiLetter(id[0])
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : null;

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
