namespace ChatPlatform.Domain.Channels;

/// <summary>Mrkdwn, and what in it belongs together.</summary>
internal sealed class SlackMarkup
{
    public const string Fence = "```";

    /// <summary>A link that is longer is cut like any text.</summary>
    private const int LinkMaxLength = 3_000;

    /// <summary>Blanks are looked over this far only.</summary>
    private const int BlankMaxLength = 100;

    private readonly string _text;
    private readonly Graphemes _graphemes;

    /// <summary>Where fences begin, in order: the first opens a block of code, the second closes it …</summary>
    private readonly List<int> _fences = [];

    /// <summary>Whether a cut in front of the character would part a link, an escaped sign or a fence.</summary>
    private readonly bool[] _isInside;

    public SlackMarkup(string text)
    {
        (_text, _graphemes, _isInside) = (text, new(text), new bool[text.Length + 1]);
        for (var i = 0; i < text.Length;)
        {
            var length = LengthAt(i);
            _isInside.AsSpan(i + 1, length - 1).Fill(true);
            i += length;
        }
    }

    public bool IsInCode(int position) => FencesBefore(position) % 2 == 1;

    /// <summary>In code only over the line end at which it was cut: blanks mean something there.</summary>
    public int SkipBlanks(int position) => !IsInCode(position) ? _graphemes.SkipBlanks(position)
        : _text.AsSpan(position) is ['\r', '\n', ..] ? position + 2
        : position < _text.Length && _text[position] == '\n' ? position + 1
        : position;

    public int TrimBlanks(int start, int end) => IsInCode(end) ? end : _graphemes.TrimBlanks(start, end);

    /// <summary>Where a page that begins at <paramref name="start"/> ends best, after at most <paramref name="room"/> units.</summary>
    public int EndOfPage(int start, int room)
    {
        if (TrimBlanks(start, _text.Length) - start <= room)
        {
            return _text.Length;
        }

        // a page is filled at least half before it may end early
        var (most, least) = (_graphemes.EndWithin(start, room), start + (room / 2));
        return Last((text, end) => TextEnds.IsParagraph(text, end) && !IsInCode(end))
            ?? Last((text, end) => TextEnds.IsLine(text, end) && !IsAtFence(end))
            ?? Last((text, end) => TextEnds.IsSentence(text, end) && !IsInCode(end))
            ?? Last(TextEnds.IsSpace)
            ?? LastWhole(start, most);

        int? Last(Func<string, int, bool> isEnd)
        {
            for (var end = most; end >= least; end--)
            {
                if (isEnd(_text, end) && !_isInside[end] && _graphemes.IsBoundary(end))
                {
                    return end;
                }
            }

            return null;
        }
    }

    private int LastWhole(int start, int most)
    {
        for (var end = most; end > start && end > most - LinkMaxLength; end--)
        {
            if (!_isInside[end] && _graphemes.IsBoundary(end))
            {
                return end;
            }
        }

        return most;
    }

    /// <summary>Right behind a fence that opens or in front of one that closes: the cut would leave a block without code.</summary>
    private bool IsAtFence(int end)
    {
        if (!IsInCode(end))
        {
            return false;
        }

        var fence = FencesBefore(end);
        var opened = _fences[fence - 1] + Fence.Length;
        return IsBlank(opened, end) || (fence < _fences.Count && IsBlank(end, _fences[fence]));
    }

    private bool IsBlank(int start, int end) => end - start <= BlankMaxLength && _text.AsSpan(start, end - start).IsWhiteSpace();

    private int LengthAt(int i)
    {
        var rest = _text.AsSpan(i);
        if (rest.StartsWith(Fence))
        {
            _fences.Add(i);
            return Fence.Length;
        }

        if (rest[0] == '&')
        {
            return rest.StartsWith("&amp;") ? "&amp;".Length : rest.StartsWith("&lt;") || rest.StartsWith("&gt;") ? "&lt;".Length : 1;
        }

        // a link has no bracket, no line end and no fence inside
        var end = rest[0] == '<' ? rest[1..Math.Min(rest.Length, LinkMaxLength)].IndexOfAny('<', '>', '\n') : -1;
        return end >= 0 && rest[end + 1] == '>' && rest[..(end + 1)].IndexOf(Fence) < 0 ? end + 2 : 1;
    }

    private int FencesBefore(int position)
    {
        var found = _fences.BinarySearch(position - Fence.Length);
        return found >= 0 ? found + 1 : ~found;
    }
}
