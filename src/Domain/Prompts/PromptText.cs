using System.Text;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Prompts;

/// <summary>
/// Text with <c>{variables}</c>: a name of letters (Hangul too), digits and <c>_</c> in braces. <c>{{</c> and <c>}}</c> are literal braces;
/// a brace that opens no name (<c>{"json": 1}</c>) stays as it is. Every character is looked at a bounded number of times.
/// </summary>
public static class PromptText
{
    /// <summary>Most characters of a rendered text; a short template could otherwise repeat a long value without end.</summary>
    public const int RenderedMaxLength = 200_000;

    /// <summary>The names in the order in which they first appear.</summary>
    public static IReadOnlyList<string> VariablesOf(params ReadOnlySpan<string?> templates)
    {
        var names = new List<string>();
        foreach (var template in templates)
        {
            Walk(template, static (_, _) => true, (name, found) =>
            {
                if (!found.Contains(name, StringComparer.Ordinal))
                {
                    found.Add(name);
                }

                return true;
            }, names);
        }

        return names;
    }

    /// <summary>Fills in the values as plain text: braces inside a value mean nothing. Fails naming every variable without a value.</summary>
    public static Result<string> Render(string template, IReadOnlyDictionary<string, string> values)
    {
        var missing = VariablesOf(template).Where(name => !values.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            return PromptErrors.VariablesMissing(missing);
        }

        var text = new StringBuilder(template.Length);
        var fits = Walk(
            template,
            static (literal, state) => Append(state.text, literal),
            static (name, state) => Append(state.text, state.values[name]),
            (text, values));
        return fits ? text.ToString() : PromptErrors.TooLong;
    }

    private static bool Append(StringBuilder text, ReadOnlySpan<char> part)
    {
        if (text.Length + part.Length > RenderedMaxLength)
        {
            return false;
        }

        text.Append(part);
        return true;
    }

    /// <summary>Calls back for each stretch of literal text and each variable, until one says stop.</summary>
    private static bool Walk<TState>(
        ReadOnlySpan<char> rest, Func<ReadOnlySpan<char>, TState, bool> literal, Func<string, TState, bool> variable, TState state)
    {
        while (rest.IndexOfAny('{', '}') is var brace and >= 0)
        {
            var at = rest[brace..];
            var name = at[0] == '{' ? NameIn(at[1..]) : 0;
            var doubled = at.Length > 1 && at[1] == at[0];
            var more = name > 0
                ? literal(rest[..brace], state) && variable(at.Slice(1, name).ToString(), state)
                : literal(rest[..(brace + 1)], state); // an escape or a brace of the text's own: one brace either way
            if (!more)
            {
                return false;
            }

            rest = name > 0 ? at[(name + 2)..] : at[(doubled ? 2 : 1)..];
        }

        return literal(rest, state);
    }

    /// <summary>Length of the name that ends at <c>}</c>; 0 when there is none.</summary>
    private static int NameIn(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] == '_'))
        {
            length++;
        }

        return length < text.Length && text[length] == '}' ? length : 0;
    }
}
