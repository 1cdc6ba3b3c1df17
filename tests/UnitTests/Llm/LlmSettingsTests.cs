using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Llm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatPlatform.UnitTests.Llm;

public sealed class LlmSettingsTests
{
    [Theory]
    [InlineData("", "Demo")]
    [InlineData("OPENAI_API_KEY=sk-1", "OpenAi")]
    [InlineData("OPENAI_BASE_URL=http://localhost:11434", "OpenAi")]
    [InlineData("Llm:ApiKey=sk-1", "OpenAi")]
    [InlineData("OPENAI_API_KEY=sk-1;LLM_PROVIDER=demo", "Demo")]
    [InlineData("LLM_PROVIDER=midm;MIDM_BASE_URL=http://localhost:8000", "Midm")]
    [InlineData("LLM_PROVIDER=demo;Llm:Provider=midm", "Demo")]
    public void Provider_FromSettings_IsTheExpectedOne(string settings, string provider) =>
        Provide(settings).GetRequiredService<IOptions<LlmOptions>>().Value.Provider.ToString().ShouldBe(provider);

    [Fact]
    public void Defaults_NothingSet_AreTheDocumentedOnes()
    {
        var services = Provide("");
        var options = services.GetRequiredService<IOptions<LlmOptions>>().Value;

        services.GetRequiredService<ModelDefaults>().ShouldBe(new() { Model = "gpt-4o", Temperature = 0.2f, MaxTokens = 1000 });
        options.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(5));
        options.FirstTokenTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        options.IdleTimeout.ShouldBe(TimeSpan.FromSeconds(20));
        options.TotalTimeout.ShouldBe(TimeSpan.FromSeconds(120));
    }

    [Fact]
    public void ShortNames_BesideTheSection_Win()
    {
        var services = Provide(
            "OPENAI_MODEL=qwen3;OPENAI_TEMPERATURE=0.7;OPENAI_MAX_TOKENS=64;Llm:Model=other;Llm:ContextTokens=4000;Llm:Retries=5");

        services.GetRequiredService<ModelDefaults>().ShouldBe(new() { Model = "qwen3", Temperature = 0.7f, MaxTokens = 64, ContextTokens = 4000 });
        services.GetRequiredService<IOptions<LlmOptions>>().Value.Retries.ShouldBe(5);
    }

    [Theory]
    [InlineData("LLM_PROVIDER=gpt", "LLM_PROVIDER is 'gpt', which is not one of demo, openai, midm.")]
    [InlineData("LLM_PROVIDER=7", "LLM_PROVIDER is '7'")]
    [InlineData("Llm:Provider=gpt", "Llm:Provider")]
    [InlineData("OPENAI_BASE_URL=localhost", "OPENAI_BASE_URL")]
    [InlineData("OPENAI_BASE_URL=ftp://localhost", "OPENAI_BASE_URL")]
    [InlineData("OPENAI_BASE_URL=http://me:secret@localhost", "OPENAI_BASE_URL")]
    [InlineData("OPENAI_API_KEY=sk 1", "OPENAI_API_KEY")]
    [InlineData("LLM_PROVIDER=openai", "OPENAI_API_KEY is empty")]
    [InlineData("LLM_PROVIDER=midm", "MIDM_BASE_URL is empty")]
    [InlineData("Llm:ConnectTimeout=5", "Llm:ConnectTimeout is 5.00:00:00")]
    [InlineData("Llm:ConnectTimeout=soon", "Llm:ConnectTimeout is 'soon', which is not a time span such as 00:00:05.")]
    [InlineData("Llm:Retries=many", "Llm:Retries is 'many', which is not a whole number.")]
    [InlineData("Llm:Retries=99", "Llm:Retries is 99")]
    [InlineData("Llm:BreakerRatio=NaN", "Llm:BreakerRatio")]
    [InlineData("Llm:Fallback:Model=x;Llm:Fallback:BaseUrl=nowhere", "Llm:Fallback:BaseUrl")]
    [InlineData("Llm:Fallback:Model=x;Llm:Fallback:Provider=openai", "OPENAI_API_KEY is empty")]
    [InlineData("Llm:Fallback:Provider=x", "Llm:Fallback:Provider is 'x'")]
    public void Options_WrongValue_StopTheStartAndNameTheSetting(string settings, string sentence) =>
        StartFailureOf(settings).ShouldContain(sentence);

    [Theory]
    [InlineData("OPENAI_TEMPERATURE=hot", "OPENAI_TEMPERATURE is 'hot', which is not a number.")]
    [InlineData("OPENAI_TEMPERATURE=2.5", "OPENAI_TEMPERATURE (Llm:Temperature) is 2.5, but must lie between 0 and 2.")]
    [InlineData("OPENAI_TEMPERATURE=NaN", "OPENAI_TEMPERATURE")]
    [InlineData("OPENAI_MAX_TOKENS=0", "OPENAI_MAX_TOKENS")]
    [InlineData("OPENAI_MODEL= ", "OPENAI_MODEL")]
    [InlineData("Llm:ContextTokens=1", "Llm:ContextTokens")]
    [InlineData("Llm:ContextMessages=-1", "Llm:ContextMessages")]
    public void Defaults_WrongValue_StopTheStartAndNameTheSetting(string settings, string sentence) =>
        StartFailureOf(settings).ShouldContain(sentence);

    [Fact]
    public void Options_BadKey_IsNotRepeatedInTheSentence() => StartFailureOf("OPENAI_API_KEY=sk secret").ShouldNotContain("secret");

    [Fact]
    public void ToString_WithKeys_KeepsThemToItself() =>
        new LlmOptions { ApiKey = "sk-1", MidmApiKey = "sk-2", Fallback = new() { ApiKey = "sk-3" } }.ToString().ShouldNotContain("sk-");

    [Fact]
    public async Task Pipeline_NothingSet_AnswersAsDemo()
    {
        var client = Provide("").GetRequiredService<IChatClient>();

        (await client.GetResponseAsync("hello")).Text.ShouldContain("Demo mode");
        client.GetService<ChatClientMetadata>()!.ProviderName.ShouldBe("demo");
    }

    [Theory]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1")]
    [InlineData("http://localhost:11434/", "http://localhost:11434/v1")]
    [InlineData("https://gate.example/openai/v1/", "https://gate.example/openai/v1")]
    public void BaseUrl_WithAndWithoutPath_PointsAtTheApi(string url, string expected) =>
        LlmHttp.BaseUrl(url).ToString().ShouldBe(expected);

    private static string StartFailureOf(string settings) =>
        Should.Throw<OptionsValidationException>(() => Provide(settings).GetRequiredService<IStartupValidator>().Validate()).Message;

    private static ServiceProvider Provide(string settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build();
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddLlm(configuration).BuildServiceProvider();
    }
}
