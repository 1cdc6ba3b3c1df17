using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>Reads section <c>Llm</c> with the short names that people know laid over it.</summary>
internal static class LlmSettings
{
    private static readonly (string Short, string Name)[] ShortNames =
    [
        ("LLM_PROVIDER", "Provider"),
        ("OPENAI_API_KEY", "ApiKey"),
        ("OPENAI_BASE_URL", "BaseUrl"),
        ("OPENAI_MODEL", "Model"),
        ("OPENAI_TEMPERATURE", "Temperature"),
        ("OPENAI_MAX_TOKENS", "MaxTokens"),
        ("MIDM_BASE_URL", "MidmBaseUrl"),
    ];

    /// <summary>Binds, or throws an <see cref="OptionsValidationException"/> that names each setting whose value cannot be read.</summary>
    public static void Bind<T>(IConfiguration configuration, T options)
        where T : notnull
    {
        var section = SectionOf(configuration);
        List<string> failures = [.. Unreadable(configuration, section, typeof(T), prefix: "")];
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(T), failures);
        }

        section.Bind(options);
    }

    /// <summary>The name to show for a setting: with its short name, when it has one.</summary>
    public static string Display(string name)
    {
        var shortName = Array.Find(ShortNames, pair => pair.Name == name).Short;
        return shortName is null ? $"{LlmOptions.Section}:{name}" : $"{shortName} ({LlmOptions.Section}:{name})";
    }

    private static IConfigurationSection SectionOf(IConfiguration configuration)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (shortName, name) in ShortNames)
        {
            if (configuration[shortName] is { Length: > 0 } value)
            {
                values[$"{LlmOptions.Section}:{name}"] = value;
            }
        }

        var section = Layered().GetSection(LlmOptions.Section);
        if (string.IsNullOrEmpty(section["Provider"]))
        {
            var anyOpenAi = !string.IsNullOrEmpty(section["ApiKey"]) || !string.IsNullOrEmpty(section["BaseUrl"]);
            values[$"{LlmOptions.Section}:Provider"] = anyOpenAi ? nameof(LlmProvider.OpenAi) : nameof(LlmProvider.Demo);
            section = Layered().GetSection(LlmOptions.Section);
        }

        return section;

        IConfigurationRoot Layered() => new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(values).Build();
    }

    private static IEnumerable<string> Unreadable(IConfiguration configuration, IConfigurationSection section, Type type, string prefix)
    {
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (kind == typeof(LlmFallback))
            {
                foreach (var failure in Unreadable(configuration, section.GetSection(property.Name), kind, property.Name + ":"))
                {
                    yield return failure;
                }
            }
            else if (section[property.Name] is { Length: > 0 } text && !CanRead(kind, text))
            {
                var name = prefix + property.Name;
                var shortName = Array.Find(ShortNames, pair => pair.Name == name).Short;
                var shown = shortName is not null && !string.IsNullOrEmpty(configuration[shortName]) ? shortName : Display(name);
                yield return $"{shown} is '{text}', which is not {Expected(kind)}.";
            }
        }
    }

    private static bool CanRead(Type kind, string text) =>
        kind.IsEnum
            ? Enum.TryParse(kind, text, ignoreCase: true, out var value) && Enum.IsDefined(kind, value)
            : TypeDescriptor.GetConverter(kind).IsValid(text);

    private static string Expected(Type kind) => kind switch
    {
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(kind)).ToLowerInvariant(),
        _ when kind == typeof(TimeSpan) => "a time span such as 00:00:05",
        _ when kind == typeof(bool) => "true or false",
        _ when kind == typeof(int) => "a whole number",
        _ => "a number",
    };
}
