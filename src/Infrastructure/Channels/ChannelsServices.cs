using ChatPlatform.Application.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure.Channels;

internal static class ChannelsServices
{
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(KakaoSettings.From(configuration, environment));
        services.AddSingleton<IPlainText, MarkdownText>();
        services.AddSingleton<ISlackText, SlackMarkdown>();
        services.AddSingleton<IKakaoCallbacks, CallbackClient>();
        services.AddSingleton(SlackSettings.From(configuration, environment));
        services.AddSingleton<ISlackApi, SlackApi>();
        services.AddSingleton<ISlackResponses, SlackResponses>();
        services.AddHostedService<SlackRobeings>();
        services.AddChannelUseCases();
        return services;
    }
}
