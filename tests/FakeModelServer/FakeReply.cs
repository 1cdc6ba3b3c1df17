using System.Text.RegularExpressions;

namespace ChatPlatform.FakeModelServer;

/// <summary>What goes wrong with one answer.</summary>
public enum Fault
{
    None,

    /// <summary><see cref="FakeReply.Number"/> is the HTTP status; a 429 carries <see cref="FakeReply.RetryAfter"/>.</summary>
    Status,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>Sends the headers, so that the stream is open, and never a token.</summary>
    HangBeforeFirst,

    /// <summary>Half of the answer, then silence.</summary>
    HangMidway,

    /// <summary>The connection breaks before the answer's headers.</summary>
    Reset,

    /// <summary>The connection is closed after half of the answer.</summary>
    Cut,

    /// <summary>The connection is reset after half of the answer; what the caller had not read yet may be lost with it.</summary>
    ResetMidway,

    /// <summary>Every packet ends in the middle of a character.</summary>
    SplitUtf8,

    /// <summary>A finish_reason, but no [DONE].</summary>
    NoDone,

    /// <summary>[DONE], but no finish_reason.</summary>
    NoFinish,

    /// <summary>The stream ends cleanly with neither finish_reason nor [DONE].</summary>
    NoEnd,

    /// <summary>50 ms, or <see cref="FakeReply.Number"/> ms, between tokens.</summary>
    Slow,

    /// <summary>JSON that breaks off.</summary>
    Malformed,

    /// <summary>An answer of <see cref="FakeReply.Number"/> kilobytes (1,000).</summary>
    Huge,

    /// <summary>200 with a page of HTML, as a proxy in between would send.</summary>
    WrongType,

    /// <summary>Half of the answer, then <c>data: {"error":…}</c>.</summary>
    ErrorMidway,

    /// <summary>No content at all: just finish_reason.</summary>
    Empty,

    /// <summary>The number of messages and the last one's text as the answer.</summary>
    Echo,

    /// <summary>A call of the tool <see cref="FakeReply.Tool"/>.</summary>
    ToolCall,
}

/// <summary>One scripted answer.</summary>
public sealed partial record FakeReply(Fault Fault = Fault.None)
{
    internal static FakeReply Usual { get; } = new();

    /// <summary>Instead of the configured answer.</summary>
    public string? Text { get; init; }

    public int Number { get; init; }

    /// <summary>Before the first byte, in addition to the configured delay.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The header's value as it is sent: seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    public string Tool { get; init; } = "get_weather";

    public string ToolArguments { get; init; } = """{"city":"서울","days":2}""";

    public static FakeReply Status(int status, string? retryAfter = null) =>
        new(Fault.Status) { Number = status, RetryAfter = retryAfter };

    /// <summary>A fault asked for by a word in the last user message, such as <c>!cut</c>, <c>!429:2</c> or <c>!503</c>.</summary>
    internal static FakeReply? FromWord(string text)
    {
        var match = Word().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var number = match.Groups["n"] is { Success: true } n ? int.Parse(n.ValueSpan, provider: null) : 0;
        return match.Groups["word"].Value switch
        {
            ['4' or '5', _, _] status => Status(int.Parse(status, provider: null), number > 0 ? $"{number}" : null),
            "hang" => new(Fault.Hang),
            "hangfirst" => new(Fault.HangBeforeFirst),
            "hangmid" => new(Fault.HangMidway),
            "reset" => new(Fault.Reset),
            "cut" => new(Fault.Cut),
            "resetmid" => new(Fault.ResetMidway),
            "split" => new(Fault.SplitUtf8),
            "nodone" => new(Fault.NoDone),
            "nofinish" => new(Fault.NoFinish),
            "noend" => new(Fault.NoEnd),
            "slow" => new(Fault.Slow) { Number = number },
            "bad" => new(Fault.Malformed),
            "huge" => new(Fault.Huge) { Number = number },
            "type" => new(Fault.WrongType),
            "error" => new(Fault.ErrorMidway),
            "empty" => new(Fault.Empty),
            "echo" => new(Fault.Echo),
            "tool" => new(Fault.ToolCall),
            _ => null,
        };
    }

    [GeneratedRegex("!(?<word>[45][0-9]{2}|[a-z]+)(?::(?<n>[0-9]{1,6}))?", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
