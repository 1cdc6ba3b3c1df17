using ChatPlatform.Application.Common;
using Microsoft.Extensions.Options;

namespace ChatPlatform.Infrastructure.Llm;

internal sealed class LlmOptionsValidator : IValidateOptions<LlmOptions>
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.1);

    // Polly's own lower bound for a circuit's window and pause
    private static readonly TimeSpan LeastOfCircuit = TimeSpan.FromSeconds(0.5);

    public ValidateOptionsResult Validate(string? name, LlmOptions options)
    {
        var checks = new RangeChecks();
        CheckServer(checks, options, options.Provider);
        checks.Within(options.ConnectTimeout, Least, TimeSpan.FromMinutes(1), nameof(options.ConnectTimeout));
        checks.Within(options.FirstTokenTimeout, Least, TimeSpan.FromMinutes(10), nameof(options.FirstTokenTimeout));
        checks.Within(options.IdleTimeout, Least, TimeSpan.FromMinutes(10), nameof(options.IdleTimeout));
        checks.Within(options.TotalTimeout, Least, TimeSpan.FromHours(1), nameof(options.TotalTimeout));
        checks.Within(options.Retries, 0, 10, nameof(options.Retries));
        checks.Within(options.RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30), nameof(options.RetryDelay));
        checks.Within(options.RetryWindow, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.RetryWindow));
        checks.Within(options.BreakerRatio, 0.01, 1, nameof(options.BreakerRatio));
        checks.Within(options.BreakerCalls, 2, 10_000, nameof(options.BreakerCalls));
        checks.Within(options.BreakerWindow, LeastOfCircuit, TimeSpan.FromMinutes(10), nameof(options.BreakerWindow));
        checks.Within(options.BreakerPause, LeastOfCircuit, TimeSpan.FromMinutes(10), nameof(options.BreakerPause));
        checks.Within(options.MaxAnswerBytes, 64 * 1024, 1024 * 1024 * 1024, nameof(options.MaxAnswerBytes));
        checks.Within(options.DemoDelay, TimeSpan.Zero, TimeSpan.FromSeconds(5), nameof(options.DemoDelay));
        CheckFallback(checks, options);
        return checks.Result;
    }

    private static void CheckServer(RangeChecks checks, LlmOptions options, LlmProvider provider)
    {
        checks.HttpUrl(options.BaseUrl, nameof(options.BaseUrl));
        checks.HttpUrl(options.MidmBaseUrl, nameof(options.MidmBaseUrl));
        checks.Header(options.ApiKey, nameof(options.ApiKey));
        checks.Header(options.MidmApiKey, nameof(options.MidmApiKey));
        if (provider == LlmProvider.OpenAi && string.IsNullOrEmpty(options.BaseUrl) && string.IsNullOrEmpty(options.ApiKey))
        {
            checks.Add("OPENAI_API_KEY is empty, and OpenAI needs one. Set it, or set OPENAI_BASE_URL to a server that asks for none.");
        }

        if (provider == LlmProvider.Midm && string.IsNullOrEmpty(options.MidmBaseUrl))
        {
            checks.Add("MIDM_BASE_URL is empty, and the provider midm needs it. Set it to the server's URL, such as http://localhost:8000.");
        }
    }

    private static void CheckFallback(RangeChecks checks, LlmOptions options)
    {
        var fallback = options.Fallback;
        if (string.IsNullOrEmpty(fallback.Model))
        {
            return;
        }

        checks.HttpUrl(fallback.BaseUrl, "Fallback:BaseUrl");
        checks.Header(fallback.ApiKey, "Fallback:ApiKey");
        if (string.IsNullOrEmpty(fallback.BaseUrl) && fallback.Provider is { } provider && provider != options.Provider)
        {
            CheckServer(checks, options, provider);
        }
    }
}

internal sealed class ModelDefaultsValidator : IValidateOptions<ModelDefaults>
{
    public ValidateOptionsResult Validate(string? name, ModelDefaults options)
    {
        var checks = new RangeChecks();
        if (string.IsNullOrWhiteSpace(options.Model) || options.Model.Length > 200)
        {
            checks.Add($"{LlmSettings.Display(nameof(options.Model))} must be a model id of 1 to 200 characters.");
        }

        checks.Within(options.Temperature, 0f, 2f, nameof(options.Temperature));
        checks.Within(options.MaxTokens, 1, 1_000_000, nameof(options.MaxTokens));
        checks.Within(options.ContextTokens, 256, 2_000_000, nameof(options.ContextTokens));
        checks.Within(options.ContextMessages, 0, 1_000, nameof(options.ContextMessages));
        return checks.Result;
    }
}

/// <summary>Collects sentences that name the setting. Values of keys never appear in them.</summary>
internal sealed class RangeChecks
{
    private readonly List<string> _failures = [];

    public ValidateOptionsResult Result => _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    public void Add(string sentence) => _failures.Add(sentence);

    public void Within<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        // a float's NaN compares below everything, so it is caught here too
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            Add(FormattableString.Invariant($"{LlmSettings.Display(name)} is {value}, but must lie between {least} and {most}."));
        }
    }

    public void HttpUrl(string? value, string name)
    {
        if (!string.IsNullOrEmpty(value)
            && !(Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0))
        {
            Add($"{LlmSettings.Display(name)} must be an http or https URL without a user name, such as http://localhost:8000/v1.");
        }
    }

    public void Header(string? value, string name)
    {
        if (value is not null && value.Any(c => c is < '!' or > '~'))
        {
            Add($"{LlmSettings.Display(name)} holds a space or a character that no HTTP header can carry. Copy the key again.");
        }
    }
}
