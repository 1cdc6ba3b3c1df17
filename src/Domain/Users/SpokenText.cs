using System.Text;

namespace ChatPlatform.Domain.Users;

/// <summary>A part of an utterance between two marks.</summary>
/// <param name="Start">Where it begins in the cleaned utterance.</param>
/// <param name="Text">With the marks that follow it, which tell a question.</param>
internal readonly record struct Clause(int Start, string Text);

/// <summary>What people type, made comparable.</summary>
internal static class SpokenText
{
    /// <summary>Who gives their name does so at once; what comes after this is not searched for one.</summary>
    public const int SearchedLength = 300;

    private const int MostClauses = 8;

    /// <summary>Small talk around a name that no AI needs to answer.</summary>
    private static readonly HashSet<string> Pleasantries = Words.Of("""
        안녕 안녕하세요 안녕하십니까 안뇽 안녕하세용 하이 하이요 헬로 헬로우 반가워 반가워요 반갑습니다 반갑다 반갑네요 만나서 처음 뵙겠습니다 뵙겠어요 뵈어요 봬요
        잘 부탁 부탁해 부탁해요 부탁드려요 부탁드립니다 부탁합니다 잘부탁해 잘부탁해요 잘부탁드려요 잘부탁드립니다 네 넵 넹 예 응 웅 어 음 아 아니 아니요 아뇨 그래 맞아 맞아요
        고마워 고마워요 고맙습니다 감사합니다 감사해요 그냥 참 아참 저기 저기요 근데 그리고 그럼 이제 이제부터 앞으로 지금부터
        hi hello hey nice to meet you good yes ok okay please thanks and well so oh there
        """);

    /// <summary>No half of a surrogate pair: only such text can be normalised.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }

    /// <summary>Composed, single-spaced and trimmed; the first <see cref="SearchedLength"/> characters or so.</summary>
    public static string Clean(string text)
    {
        var cut = text.Length <= SearchedLength ? text : text[..SearchedLength];
        var whole = IsWellFormed(cut) ? cut : string.Concat(cut.EnumerateRunes().Select(r => r.ToString()));
        var clean = new StringBuilder(whole.Length);
        foreach (var c in whole.Normalize(NormalizationForm.FormC))
        {
            // a line break stays one: it ends a sentence
            var mapped = c is '\n' or '\r' ? '\n' : char.IsWhiteSpace(c) ? ' ' : c is '’' or '‘' or '`' ? '\'' : c;
            if (mapped is not (' ' or '\n') || (clean.Length > 0 && clean[^1] is not (' ' or '\n')))
            {
                clean.Append(mapped);
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>Without the marks, emoji and laughter around it.</summary>
    public static string Bare(string text) => Trim(text, static c => !char.IsLetterOrDigit(c) || Hangul.IsLoneJamo(c));

    /// <summary>Without marks and quotes around it; lone jamo stay.</summary>
    public static string Unquoted(string text) => Trim(text, static c => !char.IsLetterOrDigit(c));

    public static IEnumerable<Clause> Clauses(string text)
    {
        var start = 0;
        for (var count = 0; start < text.Length && count < MostClauses; count++)
        {
            var end = start;
            while (end < text.Length && !IsMark(text[end]))
            {
                end++;
            }

            while (end < text.Length && (IsMark(text[end]) || text[end] == ' '))
            {
                end++;
            }

            yield return new Clause(start, text[start..end]);
            start = end;
        }
    }

    /// <summary>Whether more than small talk is said outside of a stretch of the text.</summary>
    public static bool SaysMore(string text, int start, int end) =>
        Tokens(text[..start]).Concat(Tokens(text[end..])).Any(word => !Pleasantries.Contains(word) && !word.All(Hangul.IsLoneJamo));

    public static bool IsPleasantry(string word) => Pleasantries.Contains(word);

    private static string[] Tokens(string text) =>
        new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsMark(char c) => c is '.' or '!' or '?' or '~' or ',' or ';' or '\n' or '…' or '。' or '！' or '？' or '、' or '，';

    private static string Trim(string text, Func<char, bool> isAround)
    {
        var (start, end) = (0, text.Length);
        while (start < end && isAround(text[start]))
        {
            start++;
        }

        while (end > start && isAround(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }
}
