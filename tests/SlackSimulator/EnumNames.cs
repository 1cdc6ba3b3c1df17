using System.Text;

namespace ChatPlatform.SlackSimulator;

/// <summary>The members of an enum by the names that are typed: <c>error-after</c>.</summary>
/// <typeparam name="T">Such as <see cref="Trouble"/>.</typeparam>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Known = Enum.GetValues<T>().ToDictionary(value => Kebab(value.ToString()));

    public static IReadOnlyCollection<string> All => Known.Keys;

    public static T Parse(string name) => Known[name];

    private static string Kebab(string pascal)
    {
        var name = new StringBuilder();
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
