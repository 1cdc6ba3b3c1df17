using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Common;

/// <summary>A place in a list ordered by time and id. Opaque to clients.</summary>
public readonly record struct Cursor(DateTimeOffset At, Guid Id)
{
    public static readonly Error Invalid = new(
        ErrorKind.Validation,
        "cursor.invalid",
        "The cursor is not one this list gave out; start again without it.",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["cursor"] = ["Not a cursor of this list."] });

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:x}.{Id:N}")));

    /// <summary>False when <paramref name="text"/> is present and not a cursor; null stays null.</summary>
    public static bool TryParse(string? text, out Cursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (text.Length > 128 || !Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
            || ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks
            || !Guid.TryParseExact(parts[1], "N", out var id))
        {
            return false;
        }

        cursor = new Cursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}

/// <summary>The bounds of every list's <c>limit</c>.</summary>
public static class PageLimits
{
    public const int Max = 200;
}
