namespace ChatPlatform.Domain.Access;

/// <summary>What a key may be used for.</summary>
public enum Scope
{
    /// <summary>Everything; implies the other scopes.</summary>
    Admin,

    /// <summary>Sessions, chat and the client's own logs.</summary>
    Chat,

    /// <summary>Writing knowledge and events, reading nothing.</summary>
    Ingest,
}

/// <summary>The text a set of scopes is stored as: names in alphabetical order with a space between, as OAuth writes them.</summary>
public static class ScopeText
{
    public const string Admin = "admin";

    public static string Join(IEnumerable<Scope> scopes) =>
        string.Join(' ', scopes.Select(NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    public static IReadOnlyList<Scope> Split(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.Parse<Scope>(name, ignoreCase: true))];

    /// <summary>False when <paramref name="name"/> is not exactly one of the names.</summary>
    public static bool TryParse(string? name, out Scope scope)
    {
        foreach (var known in Enum.GetValues<Scope>())
        {
            if (string.Equals(NameOf(known), name, StringComparison.Ordinal))
            {
                scope = known;
                return true;
            }
        }

        scope = default;
        return false;
    }

    public static string NameOf(Scope scope) => scope switch
    {
        Scope.Admin => Admin,
        Scope.Chat => "chat",
        Scope.Ingest => "ingest",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Not a scope."),
    };
}
