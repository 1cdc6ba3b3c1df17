using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Application.Conversations;

/// <summary>What is asked of the model for one turn, and how that is kept.</summary>
internal sealed record ModelCall(List<ChatMessage> Messages, ChatOptions Options, PromptLog Log)
{
    /// <summary>System prompt, the prompt's opening message, the newest history that fits, the question.</summary>
    public static ModelCall For(
        TurnFacts turn, RenderedPrompt prompt, IReadOnlyList<PastMessage> newestFirst, ModelDefaults defaults, DateTimeOffset now)
    {
        var budget = defaults.ContextTokens - TokenEstimate.Of(prompt.SystemPrompt) - TokenEstimate.Of(turn.Question)
            - TokenEstimate.Of(prompt.FirstUserMessage ?? "");
        var past = ContextWindow.Select(newestFirst, budget);
        var options = new ChatOptions
        {
            ModelId = prompt.Model ?? defaults.Model,
            Temperature = prompt.Temperature ?? defaults.Temperature,
            MaxOutputTokens = prompt.MaxTokens ?? defaults.MaxTokens,
        };
        var questionPosition = turn.AnswerPosition - 1;
        var log = PromptLog.Of(turn.AnswerId, now, options.ModelId);
        log = log.With(prompt.PromptId, prompt.SystemPrompt, prompt.FirstUserMessage)
            .Sent(past.Count > 0 ? past[0].Position : questionPosition, questionPosition, options.Temperature, options.MaxOutputTokens);
        return new ModelCall(Compose(prompt.SystemPrompt, prompt.FirstUserMessage, past, turn.Question), options, log);
    }

    /// <summary>Tells the model whom it talks to, unless the prompt places that itself.</summary>
    public static RenderedPrompt Introduce(RenderedPrompt prompt, IReadOnlyDictionary<string, string> variables)
    {
        var lines = new List<string>();
        Add("Name", PersonVariables.Name);
        Add("From earlier conversations", PersonVariables.Summary);
        return lines.Count == 0
            ? prompt
            : prompt with { SystemPrompt = $"{prompt.SystemPrompt}\n\nAbout the person you are talking to:\n{string.Join('\n', lines)}" };

        void Add(string label, string name)
        {
            if (!prompt.Variables.Contains(name, StringComparer.Ordinal) && variables.TryGetValue(name, out var value) && value.Length > 0)
            {
                lines.Add($"- {label}: {value}");
            }
        }
    }

    /// <summary>The messages exactly as they are sent; also used to show them again later.</summary>
    public static List<ChatMessage> Compose(string? system, string? firstUserMessage, IEnumerable<PastMessage> past, string question)
    {
        var messages = new List<ChatMessage>();
        if (!string.IsNullOrEmpty(system))
        {
            messages.Add(new ChatMessage(ChatRole.System, system));
        }

        if (!string.IsNullOrEmpty(firstUserMessage))
        {
            messages.Add(new ChatMessage(ChatRole.User, firstUserMessage));
        }

        foreach (var message in past)
        {
            Add(messages, message.Role == MessageRole.Assistant ? ChatRole.Assistant : ChatRole.User, message.Content);
        }

        Add(messages, ChatRole.User, question);
        return messages;
    }

    public static IReadOnlyDictionary<string, string> Variables(TurnFacts turn) => turn.Variables == "{}"
        ? System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty
        : JsonSerializer.Deserialize<Dictionary<string, string>>(turn.Variables) ?? [];

    /// <summary>Two messages of one role in a row become one: some chat templates refuse anything but strict turns.</summary>
    private static void Add(List<ChatMessage> messages, ChatRole role, string text)
    {
        if (messages.Count > 0 && messages[^1].Role == role)
        {
            messages[^1] = new ChatMessage(role, messages[^1].Text + "\n\n" + text);
        }
        else
        {
            messages.Add(new ChatMessage(role, text));
        }
    }
}
