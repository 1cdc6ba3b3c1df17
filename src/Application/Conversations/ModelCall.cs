using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Application.Conversations;

/// <summary>What is asked of the model for one turn, and how that is kept.</summary>
internal sealed record ModelCall(List<ChatMessage> Messages, ChatOptions Options, PromptLog Log)
{
    /// <summary>For the log row of a robeing that is being debugged: how the call came about. A JSON object.</summary>
    public string Metadata { get; private init; } = "{}";

    /// <summary>System prompt, the prompt's opening message, the newest history that fits, the question.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="prompt">What it speaks with.</param>
    /// <param name="behaviour">Of the robeing that answers; null for nobody in particular.</param>
    /// <param name="newestFirst">Earlier messages.</param>
    /// <param name="defaults">Where prompt and robeing say nothing.</param>
    /// <param name="now">The time.</param>
    public static ModelCall For(
        TurnFacts turn, RenderedPrompt prompt, RobeingBehaviour? behaviour, IReadOnlyList<PastMessage> newestFirst, ModelDefaults defaults, DateTimeOffset now)
    {
        if (behaviour is { Instructions.Count: > 0 })
        {
            prompt = prompt with { SystemPrompt = $"{prompt.SystemPrompt}\n\n{string.Join('\n', behaviour.Instructions)}" };
        }

        var budget = defaults.ContextTokens - TokenEstimate.Of(prompt.SystemPrompt) - TokenEstimate.Of(turn.Question)
            - TokenEstimate.Of(prompt.FirstUserMessage ?? "");
        var past = ContextWindow.Select(newestFirst, budget);
        var options = new ChatOptions
        {
            ModelId = behaviour?.Model ?? prompt.Model ?? defaults.Model,
            Temperature = prompt.Temperature ?? defaults.Temperature,
            MaxOutputTokens = prompt.MaxTokens ?? behaviour?.MaxTokens ?? defaults.MaxTokens,
        };
        var questionPosition = turn.AnswerPosition - 1;
        var log = PromptLog.Of(turn.AnswerId, now, options.ModelId);
        log = log.With(prompt.PromptId, prompt.SystemPrompt, prompt.FirstUserMessage)
            .Sent(past.Count > 0 ? past[0].Position : questionPosition, questionPosition, options.Temperature, options.MaxOutputTokens);
        return new ModelCall(Compose(prompt.SystemPrompt, prompt.FirstUserMessage, past, turn.Question), options, log)
        {
            Metadata = behaviour is { Debug: true } ? Describe(behaviour, prompt, past.Count, options) : "{}",
        };
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

    private static string Describe(RobeingBehaviour behaviour, RenderedPrompt prompt, int contextMessages, ChatOptions options) => JsonSerializer.Serialize(new
    {
        debug = new
        {
            robeing_id = behaviour.RobeingId,
            prompt = prompt.Name,
            prompt_version = prompt.Version,
            model = options.ModelId,
            max_tokens = options.MaxOutputTokens,
            context_messages = contextMessages,
            context_messages_at_most = behaviour.ContextMessages,
            memories_at_most = behaviour.Memories,
            memory_lasts_days = behaviour.MemoryLasts.TotalDays,
            instructions = behaviour.Instructions,
        },
    });

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

    /// <param name="turn">The turn.</param>
    /// <param name="memories">Lines of what is remembered that may be used; null for all.</param>
    public static IReadOnlyDictionary<string, string> Variables(TurnFacts turn, int? memories = null)
    {
        if (turn.Variables == "{}")
        {
            return System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
        }

        var variables = JsonSerializer.Deserialize<Dictionary<string, string>>(turn.Variables) ?? [];
        if (variables.Remove(PersonVariables.Of, out var person) && person != turn.UserId.Value)
        {
            // somebody else has asked meanwhile, and what is known is known of them
            variables.Remove(PersonVariables.Name);
            variables.Remove(PersonVariables.Summary);
        }

        if (memories is { } most && variables.TryGetValue(PersonVariables.Summary, out var summary))
        {
            variables[PersonVariables.Summary] = Recall.First(summary, most);
        }

        return variables;
    }

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
