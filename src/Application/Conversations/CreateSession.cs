using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Conversations;

/// <param name="UserId">≤ 50 characters; <c>guest</c> when absent.</param>
/// <param name="RobeingId">Who answers: a robeing that this client may talk to; nobody in particular when absent.</param>
/// <param name="PromptName">The prompt whose active version answers; <c>default</c> when absent.</param>
/// <param name="Variables">Fill the prompt's <c>{variables}</c>.</param>
/// <param name="Metadata">A JSON object of the caller's own, ≤ 16,000 characters.</param>
/// <param name="Channel"><c>api</c> or <c>web</c>.</param>
public sealed record CreateSession(
    string? UserId, string? RobeingId, string? PromptName, Dictionary<string, string>? Variables, JsonElement? Metadata, string? Channel)
    : ICommand<SessionDetails>;

internal sealed class CreateSessionValidator : AbstractValidator<CreateSession>
{
    public CreateSessionValidator()
    {
        RuleFor(c => c.UserId).MaximumLength(UserId.MaxLength);
        RuleFor(c => c.RobeingId).MaximumLength(Conversation.NameMaxLength);
        RuleFor(c => c.PromptName).MaximumLength(Conversation.NameMaxLength);
        RuleFor(c => c.Channel).Must(c => c is null or "api" or "web").WithMessage("'channel' must be api or web.");
        RuleFor(c => c.Variables).Must(v => v is null || v.Values.All(text => text is not null))
            .WithMessage("Every variable must be a text.");
        RuleFor(c => c.Variables).Must(v => v is null || JsonSerializer.Serialize(v).Length <= Conversation.JsonMaxLength)
            .WithMessage($"'variables' must not be longer than {Conversation.JsonMaxLength} characters.");
        RuleFor(c => c.Metadata).Must(m => m is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null })
            .WithMessage("'metadata' must be a JSON object.");
        RuleFor(c => c.Metadata).Must(m => m is null || m.Value.GetRawText().Length <= Conversation.JsonMaxLength)
            .WithMessage($"'metadata' must not be longer than {Conversation.JsonMaxLength} characters.");
    }
}

internal sealed class CreateSessionHandler(IConversationsDb db, IActivePrompts prompts, IRobeings robeings, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<CreateSession, Result<SessionDetails>>
{
    public async Task<Result<SessionDetails>> Handle(CreateSession command, CancellationToken cancellationToken)
    {
        var robeing = command.RobeingId is null ? null : await robeings.FindAsync(command.RobeingId, cancellationToken);
        if (command.RobeingId is not null && (robeing is null || !await IsOpenAsync(robeing, cancellationToken)))
        {
            return ConversationErrors.NoSuchRobeing;
        }

        var variables = command.Variables ?? [];
        var prompt = await prompts.RenderAsync(command.PromptName ?? robeing?.PromptName, variables, cancellationToken);
        if (!prompt.IsSuccess)
        {
            return prompt.Error.Kind == ErrorKind.NotFound ? prompt.Error.InBody("prompt_name") : prompt.Error;
        }

        var user = string.IsNullOrWhiteSpace(command.UserId) ? UserId.Guest : new UserId(command.UserId.Trim());
        var place = new ConversationPlace(command.Channel ?? ConversationPlace.Api.Channel);
        var metadata = command.Metadata is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}";
        var conversation = Conversation.Start(client.Id, user, place, clock.Now())
            .With(command.RobeingId, command.PromptName, JsonSerializer.Serialize(variables), metadata);
        db.Conversations.Add(conversation);
        return SessionDetails.Of(conversation, null);
    }

    /// <summary>Admin keys see every robeing, so they may talk to each.</summary>
    private async Task<bool> IsOpenAsync(RobeingBehaviour robeing, CancellationToken cancellationToken) =>
        client.IsAdmin || await robeings.IsOpenToAsync(robeing.RobeingId, client.Id, cancellationToken);
}
