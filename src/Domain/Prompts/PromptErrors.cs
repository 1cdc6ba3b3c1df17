using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Prompts;

public static class PromptErrors
{
    private static readonly string[] NeedsValue = ["The prompt needs a value for this variable."];

    public static readonly Error OtherName = new(
        ErrorKind.Conflict, "prompt.other_name", "A version can only replace a version of the same prompt.");

    public static readonly Error ChangedMeanwhile = new(
        ErrorKind.Conflict, "prompt.changed_meanwhile", "Somebody else changed this prompt at the same moment. Look at it again, then retry.");

    public static readonly Error TooLong = new(
        ErrorKind.Unprocessable,
        "prompt.too_long",
        $"The prompt with its variables filled in is longer than {PromptText.RenderedMaxLength} characters. Shorten the values.");

    public static Error NotFound(string name) =>
        new(ErrorKind.NotFound, "prompt.not_found", $"There is no prompt named '{name}'.");

    public static Error NotFound(PromptId id) =>
        new(ErrorKind.NotFound, "prompt.not_found", $"There is no prompt {id.Value}.");

    public static Error VariablesMissing(IReadOnlyCollection<string> names) => new(
        ErrorKind.Unprocessable,
        "prompt.variable_missing",
        $"The prompt needs values for: {string.Join(", ", names)}.",
        names.ToDictionary(n => $"variables.{n}", _ => NeedsValue, StringComparer.Ordinal));
}
