using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Application.Channels;

/// <summary>Shows what a callback for this utterance would carry: asks the model, stores nothing, posts nothing.</summary>
public sealed record PreviewCallback(string Text) : IQuery<KakaoReply>;

internal sealed class PreviewCallbackValidator : AbstractValidator<PreviewCallback>
{
    public PreviewCallbackValidator() => RuleFor(q => q.Text).NotEmpty().MaximumLength(1_000).OverridePropertyName("utterance");
}

internal sealed class PreviewCallbackHandler(IChatClient model, IActivePrompts prompts, IPlainText plain, ModelDefaults defaults)
    : IRequestHandler<PreviewCallback, Result<KakaoReply>>
{
    public async Task<Result<KakaoReply>> Handle(PreviewCallback query, CancellationToken cancellationToken)
    {
        var prompt = await prompts.RenderAsync(null, new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken);
        if (!prompt.IsSuccess)
        {
            return prompt.Error;
        }

        var options = new ChatOptions
        {
            ModelId = prompt.Value.Model ?? defaults.Model,
            Temperature = prompt.Value.Temperature ?? defaults.Temperature,
            MaxOutputTokens = prompt.Value.MaxTokens ?? defaults.MaxTokens,
        };
        ChatMessage[] messages = [new(ChatRole.System, prompt.Value.SystemPrompt), new(ChatRole.User, query.Text)];
        try
        {
            var answer = await model.GetResponseAsync(messages, options, cancellationToken);
            var pages = KakaoText.Split(plain.FromMarkdown(answer.Text));
            return pages.IsComplete ? KakaoReply.Answer(pages) : KakaoReply.Answer(pages, KakaoQuickReply.Say(KakaoTexts.ShowMore));
        }
        catch (ModelFailedException e)
        {
            return e.Error;
        }
    }
}
