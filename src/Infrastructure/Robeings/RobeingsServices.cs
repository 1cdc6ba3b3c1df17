using System.Globalization;
using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.InMemory;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Robeings;

internal static class RobeingsServices
{
    private const int MostTokens = 1_000_000;

    public static IServiceCollection AddRobeings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(OptionsFrom(configuration));
        services.AddScoped<IRobeingsDb>(provider => provider.GetRequiredService<AppDbContext>());
        services.AddSingleton<RobeingCache>();
        services.AddSingleton<IRobeingCache>(provider => provider.GetRequiredService<RobeingCache>());
        services.AddSingleton<IInterceptor, RobeingChanges>();
        services.AddRobeingUseCases();
        if (DatabaseSettings.From(configuration).Provider == DatabaseProvider.InMemory)
        {
            services.AddSingleton<RobeingGate>();
            services.AddScoped<IRobeingRows, InMemoryRobeingRows>();
            services.AddSingleton<IRobeingSettingRows, InMemoryRobeingSettingRows>();
        }
        else
        {
            services.AddScoped<IRobeingRows, PostgreSqlRobeingRows>();
            services.AddSingleton<IRobeingSettingRows, PostgreSqlRobeingSettingRows>();
            services.AddSingleton<IBellListener>(provider => provider.GetRequiredService<RobeingCache>());
        }

        return services;
    }

    private static RobeingOptions OptionsFrom(IConfiguration configuration)
    {
        var model = configuration["Robeings:AdvancedModel"]?.Trim();
        return model?.Length > Robeing.ModelMaxLength
            ? throw Invalid($"ROBEING_ADVANCED_MODEL must be the name of a model, at most {Robeing.ModelMaxLength} characters.")
            : new RobeingOptions
            {
                AdvancedModel = string.IsNullOrEmpty(model) ? null : model,
                MaxTokens = MaxTokensOf(configuration["Robeings:MaxTokens"]) ?? new RobeingOptions().MaxTokens,
            };
    }

    private static int? MaxTokensOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens is >= 1 and <= MostTokens
            ? tokens
            : throw Invalid($"ROBEING_MAX_TOKENS is '{text}', but must be a whole number from 1 to {MostTokens}.");
    }

    private static OptionsValidationException Invalid(string sentence) => new(nameof(RobeingOptions), typeof(RobeingOptions), [sentence]);
}
