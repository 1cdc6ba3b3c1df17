using ChatPlatform.Application.Conversations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Conversations;

/// <summary>Who tells what messages want: setting <c>INTENT_CLASSIFIER</c>.</summary>
internal static class IntentSettings
{
    public static IServiceCollection AddIntents(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Conversations:IntentClassifier"]?.ToLowerInvariant() switch
        {
            null or "" or "rules" => services.AddSingleton<IIntentClassifier, RuleIntents>(),
            "model" => services.AddSingleton<IIntentClassifier, ModelIntents>(),
            var text => throw new OptionsValidationException(
                nameof(IIntentClassifier), typeof(IIntentClassifier), [$"INTENT_CLASSIFIER is '{text}', but must be rules or model."]),
        };
}
