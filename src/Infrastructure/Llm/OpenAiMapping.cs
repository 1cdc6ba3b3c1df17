using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>Between the port's words and OpenAI's.</summary>
internal static class OpenAiMapping
{
    public static OpenAiRequest ToRequest(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, bool maxCompletionTokens) =>
        new(options?.ModelId, ToMessages(messages, options?.Instructions))
        {
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            MaxTokens = maxCompletionTokens ? null : options?.MaxOutputTokens,
            MaxCompletionTokens = maxCompletionTokens ? options?.MaxOutputTokens : null,
            Stop = options?.StopSequences,
            Seed = options?.Seed,
            Stream = stream ? true : null,
            StreamOptions = stream ? new(IncludeUsage: true) : null,
            Tools = options?.Tools is { Count: > 0 } tools
                ? [.. tools.OfType<AIFunctionDeclaration>().Select(t => new OpenAiTool("function", new(t.Name, t.Description, t.JsonSchema)))]
                : null,
            ToolChoice = options?.ToolMode switch
            {
                NoneChatToolMode => "none",
                RequiredChatToolMode { RequiredFunctionName: { } name } =>
                    new JsonObject { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } },
                RequiredChatToolMode => "required",
                _ => null,
            },
        };

    /// <summary>A whole answer. A missing finish_reason is forgiven here: the JSON is complete, so the answer is.</summary>
    public static ChatResponse ToResponse(OpenAiAnswer? answer)
    {
        if (answer is null or { Error: { ValueKind: not JsonValueKind.Null } } or { Choices: null or [] })
        {
            throw ModelErrors.BadAnswer("sent something that is no answer");
        }

        var choice = answer.Choices[0];
        var said = choice.Message?.Content is { Length: > 0 } text ? text : choice.Message?.Refusal;
        List<AIContent> contents = string.IsNullOrEmpty(said) ? [] : [new TextContent(said)];
        contents.AddRange((choice.Message?.ToolCalls ?? []).Select(c => ToCall(c.Id, c.Function?.Name, c.Function?.Arguments ?? "")));
        if (contents.Count == 0)
        {
            throw ModelErrors.BadAnswer("ended its answer without a word");
        }

        return new(new ChatMessage(ChatRole.Assistant, contents))
        {
            ResponseId = answer.Id,
            ModelId = answer.Model,
            FinishReason = ToFinishReason(choice.FinishReason),
            Usage = answer.Usage.ToUsage(),
        };
    }

    public static UsageDetails? ToUsage(this OpenAiUsage? usage) => usage is null ? null : new()
    {
        InputTokenCount = usage.PromptTokens,
        OutputTokenCount = usage.CompletionTokens,
        TotalTokenCount = usage.TotalTokens ?? (usage.PromptTokens + usage.CompletionTokens),
    };

    public static ChatFinishReason? ToFinishReason(string? reason) => reason switch
    {
        null or "" => null,
        "stop" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "content_filter" => ChatFinishReason.ContentFilter,
        _ => new(reason),
    };

    public static FunctionCallContent ToCall(string? id, string? name, string arguments) =>
        FunctionCallContent.CreateFromParsedArguments(
            arguments.Length == 0 ? "{}" : arguments,
            id ?? "",
            name ?? "",
            static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json));

    private static List<OpenAiMessage> ToMessages(IEnumerable<ChatMessage> messages, string? instructions)
    {
        List<OpenAiMessage> mapped = [];
        if (!string.IsNullOrEmpty(instructions))
        {
            mapped.Add(new() { Role = "system", Content = instructions });
        }

        foreach (var message in messages)
        {
            if (message.Contents is not [TextContent])
            {
                AddWithTools(mapped, message);
                continue;
            }

            mapped.Add(new() { Role = message.Role.Value, Content = message.Text });
        }

        return mapped;
    }

    private static void AddWithTools(List<OpenAiMessage> mapped, ChatMessage message)
    {
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            var content = result.Result switch
            {
                null => "",
                string text => text,
                var value => JsonSerializer.Serialize(value, AIJsonUtilities.DefaultOptions),
            };
            mapped.Add(new() { Role = "tool", ToolCallId = result.CallId, Content = content });
        }

        List<OpenAiToolCall> calls =
        [
            .. message.Contents.OfType<FunctionCallContent>().Select(call => new OpenAiToolCall(
                null,
                call.CallId,
                "function",
                new(call.Name, JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions)))),
        ];
        var said = message.Text;
        if (said.Length > 0 || calls.Count > 0 || message.Role != ChatRole.Tool)
        {
            mapped.Add(new() { Role = message.Role.Value, Content = said, ToolCalls = calls.Count > 0 ? calls : null });
        }
    }
}
