using System.Text;

namespace ChatPlatform.KakaoSimulator;

/// <summary>The modes by the names that are typed: <c>ok</c>, <c>http500</c>, <c>hang-lost</c> …</summary>
public static class CallbackModes
{
    public static IReadOnlyCollection<string> Names { get; } = [.. Enum.GetValues<CallbackMode>().Select(NameOf)];

    public static string NameOf(CallbackMode mode)
    {
        var name = new StringBuilder();
        foreach (var letter in mode.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    /// <summary><c>hang</c> and <c>cut</c> alone lose the message: the harder case.</summary>
    public static CallbackMode Parse(string name) => name switch
    {
        "hang" => CallbackMode.HangLost,
        "cut" => CallbackMode.CutLost,
        _ => Enum.GetValues<CallbackMode>().Where(mode => NameOf(mode) == name).Cast<CallbackMode?>().FirstOrDefault()
            ?? throw new FormatException($"'{name}' is none of {string.Join(", ", Names)}."),
    };
}
