using ChatPlatform.Application.Common;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Llm;

internal static partial class LlmServices
{
    /// <summary>The one <see cref="IChatClient"/> that everybody calls, and what is asked of it by default.</summary>
    public static IServiceCollection AddLlm(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<LlmOptions>, LlmOptionsValidator>();
        services.AddSingleton<IValidateOptions<ModelDefaults>, ModelDefaultsValidator>();
        services.AddOptions<LlmOptions>().Configure(options => LlmSettings.Bind(configuration, options)).ValidateOnStart();
        services.AddOptions<ModelDefaults>().Configure(options => LlmSettings.Bind(configuration, options)).ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ModelDefaults>>().Value);
        services.AddSingleton(provider => CreatePipeline(
            provider.GetRequiredService<IOptions<LlmOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    /// <summary>
    /// Outermost first: telemetry, fallback, then for each server retry, circuit breaker, time-outs and failure mapping around the provider.
    /// The time-outs lie inside the breaker, so that a model that hangs opens its circuit.
    /// </summary>
    public static IChatClient CreatePipeline(LlmOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        IChatClient client = CreateServer(options, clock, loggers);
        if (options.Fallback is { Model: { Length: > 0 } model })
        {
            var second = CreateServer(OptionsOfFallback(options), clock, loggers);
            client = new FallbackChatClient(client, second, model, loggers.CreateLogger<FallbackChatClient>());
        }

        LogReady(loggers.CreateLogger(typeof(LlmServices)), options.Provider, client.GetService<ChatClientMetadata>()?.ProviderUri);
        return new TelemetryChatClient(client, clock);
    }

    private static RetryChatClient CreateServer(LlmOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        IChatClient client = options.Provider switch
        {
            LlmProvider.OpenAi => new OpenAiChatClient(options, clock),
            LlmProvider.Midm => new MidmChatClient(options, clock),
            _ => new DemoChatClient(options.DemoDelay, clock),
        };
        client = new FailureChatClient(client);
        client = new TimeoutChatClient(client, options, clock);
        client = new BreakerChatClient(client, options, clock, loggers.CreateLogger<BreakerChatClient>());
        return new RetryChatClient(client, options, clock, loggers.CreateLogger<RetryChatClient>());
    }

    private static LlmOptions OptionsOfFallback(LlmOptions options)
    {
        var fallback = options.Fallback;
        var provider = fallback.Provider ?? options.Provider;
        if (string.IsNullOrEmpty(fallback.BaseUrl))
        {
            return string.IsNullOrEmpty(fallback.ApiKey)
                ? options with { Provider = provider }
                : options with { Provider = provider, ApiKey = fallback.ApiKey, MidmApiKey = fallback.ApiKey };
        }

        return options with
        {
            Provider = provider,
            BaseUrl = fallback.BaseUrl,
            MidmBaseUrl = fallback.BaseUrl,
            ApiKey = fallback.ApiKey,
            MidmApiKey = fallback.ApiKey,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Models are asked through {Provider} {Url}")]
    private static partial void LogReady(ILogger logger, LlmProvider provider, Uri? url);
}
