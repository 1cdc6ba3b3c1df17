using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Conversations;

public static class ConversationUseCases
{
    /// <summary>What the handlers of this module share.</summary>
    public static IServiceCollection AddConversationUseCases(this IServiceCollection services)
    {
        services.AddSingleton<RunningTurns>();
        services.AddSingleton<TurnSaver>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<TurnKeeper>();
        services.AddSingleton<StoredAnswers>();
        services.AddScoped<AnswerReplay>();
        services.AddScoped<IQuestions, Questions>();
        services.AddScoped<IAnswerTexts, AnswerTexts>();
        services.AddSingleton<ITaskHandler, AnswerTask>();
        services.AddScoped<ITranscripts, Transcripts>();
        services.AddScoped<IKnownPeople, KnownPeople>();
        return services;
    }
}
