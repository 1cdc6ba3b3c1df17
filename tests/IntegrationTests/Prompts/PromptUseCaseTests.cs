using ChatPlatform.Application.Access;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using ChatPlatform.Infrastructure.Prompts;
using ChatPlatform.IntegrationTests.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Prompts;

public sealed class PromptUseCaseTestsInMemory(InMemoryApp app) : PromptUseCaseTests(app), IClassFixture<InMemoryApp>;

public sealed class PromptUseCaseTestsOnPostgreSql(PostgreSqlApp app) : PromptUseCaseTests(app), IClassFixture<PostgreSqlApp>
{
    [Fact]
    public async Task CreatePrompt_ManyAtOnce_AllGetAVersionOfTheirOwn()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SendAsync(new CreatePrompt("race", $"text {i}"))));

        var prompt = (await SendAsync(new GetPrompt("race"))).Value.ShouldNotBeNull();
        prompt.Versions.Select(v => v.Version).ShouldBe([4, 3, 2, 1]);
        prompt.Versions.Count(v => v.IsActive).ShouldBe(1);
        (await AuditAsync("prompt.created", "race")).Count.ShouldBe(4); // none of an attempt that lost
    }

    [Fact]
    public async Task ActivatePrompt_ManyAtOnce_LeavesExactlyOneActive()
    {
        var ids = new List<PromptId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(new((await SendAsync(new CreatePrompt("activation-race", $"text {i}"))).Value!.PromptId));
        }

        var results = await Task.WhenAll(ids.Skip(1).Select(id => SendAsync(new ActivatePrompt(id))));

        results.ShouldContain(r => r.IsSuccess);
        results.Where(r => !r.IsSuccess).ShouldAllBe(r => r.Error == PromptErrors.ChangedMeanwhile);
        (await SendAsync(new GetPrompt("activation-race"))).Value!.Versions.Count(v => v.IsActive).ShouldBe(1);
    }

    [Fact]
    public async Task EnsureAsync_OnManyNodesAtOnce_SeedsOneDefaultPrompt()
    {
        var seed = App.Services.GetRequiredService<PromptSeed>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => seed.EnsureAsync(default)));

        (await SendAsync(new GetPrompt(IActivePrompts.DefaultName))).Value!.Versions.ShouldHaveSingleItem();
    }
}

/// <summary>The prompts' use cases through the real pipeline, on each provider.</summary>
public abstract class PromptUseCaseTests(TestApp app)
{
    private static readonly Dictionary<string, string> None = [];

    protected TestApp App { get; } = app;

    private IActivePrompts ActivePrompts => App.Services.GetRequiredService<IActivePrompts>();

    [Fact]
    public async Task CreatePrompt_NewThenSameName_CountsVersionsAndKeepsTheFirstActive()
    {
        var first = (await SendAsync(new CreatePrompt("튜터", "당신은 {언어} 튜터", "{레벨} 학생", "d", "gpt-4o", 0.7f, 500))).Value.ShouldNotBeNull();
        var second = (await SendAsync(new CreatePrompt("튜터", "v2"))).Value.ShouldNotBeNull();

        first.ShouldSatisfyAllConditions(
            p => p.Version.ShouldBe(1), p => p.IsActive.ShouldBeTrue(), p => p.Variables.ShouldBe(["언어", "레벨"]), p => p.Temperature.ShouldBe(0.7f));
        (second.Version, second.IsActive).ShouldBe((2, false));

        var read = (await SendAsync(new GetPrompt("튜터"))).Value.ShouldNotBeNull();
        read.Active.PromptId.ShouldBe(first.PromptId);
        read.Versions.Select(v => v.Version).ShouldBe([2, 1]);
    }

    [Theory]
    [InlineData("a b", "x", null, null, "name")]
    [InlineData("ok", "", null, null, "system_prompt")]
    [InlineData("ok", "x", 2.1f, null, "temperature")]
    [InlineData("ok", "x", null, 0, "max_tokens")]
    public async Task CreatePrompt_WrongField_NamesIt(string name, string text, float? temperature, int? maxTokens, string field)
    {
        var error = (await SendAsync(new CreatePrompt(name, text, Temperature: temperature, MaxTokens: maxTokens))).Error.ShouldNotBeNull();

        error.Kind.ShouldBe(ErrorKind.Validation);
        error.Fields.ShouldNotBeNull().Keys.ShouldBe([field]);
    }

    [Fact]
    public async Task ActivatePrompt_OtherVersion_IsUsedAtOnceOnThisNode()
    {
        await SendAsync(new CreatePrompt("switch", "one"));
        var second = (await SendAsync(new CreatePrompt("switch", "two"))).Value!;
        (await ActivePrompts.RenderAsync("switch", None, default)).Value!.SystemPrompt.ShouldBe("one");

        (await SendAsync(new ActivatePrompt(new(second.PromptId)))).Value!.IsActive.ShouldBeTrue();

        (await ActivePrompts.RenderAsync("switch", None, default)).Value!.SystemPrompt.ShouldBe("two");
        (await SendAsync(new GetPrompt("switch"))).Value!.Versions.Count(v => v.IsActive).ShouldBe(1);
    }

    [Fact]
    public async Task CreateAndActivatePrompt_Always_AreAuditedWithoutTheText()
    {
        await SendAsync(new CreatePrompt("audited", "first text"));
        var second = (await SendAsync(new CreatePrompt("audited", "second text"))).Value!;
        await SendAsync(new ActivatePrompt(new(second.PromptId)));

        (await AuditAsync("prompt.created", "audited")).ShouldBe(
            ["""{"name":"audited","version":2,"is_active":false}""", """{"name":"audited","version":1,"is_active":true}"""]);
        (await AuditAsync("prompt.activated", "audited")).ShouldBe(["""{"name":"audited","version":2}"""]);
    }

    [Fact]
    public async Task ActivatePrompt_UnknownId_IsNotFound() =>
        (await SendAsync(new ActivatePrompt(new(Guid.Empty)))).Error!.Kind.ShouldBe(ErrorKind.NotFound);

    [Fact]
    public async Task RenderPrompt_MissingVariables_NamesThoseOfBothTexts()
    {
        var prompt = (await SendAsync(new CreatePrompt("missing", "{언어} {상황}", "{레벨}"))).Value!;

        var variables = new Dictionary<string, string> { ["상황"] = "카페" };
        var error = (await SendAsync(new RenderPrompt(new(prompt.PromptId), variables))).Error.ShouldNotBeNull();

        error.Code.ShouldBe("prompt.variable_missing");
        error.Fields.ShouldNotBeNull().Keys.ShouldBe(["variables.언어", "variables.레벨"]);
    }

    [Fact]
    public async Task RenderAsync_UnknownName_IsNotFound() =>
        (await ActivePrompts.RenderAsync("nobody", None, default)).Error!.Code.ShouldBe("prompt.not_found");

    [Fact]
    public async Task RenderAsync_ManyUnknownNames_StaysBounded()
    {
        var cache = (ActivePrompts)ActivePrompts;
        for (var i = 0; i < Infrastructure.Prompts.ActivePrompts.MaxEntries + 10; i++)
        {
            await cache.RenderAsync($"unknown-{i}", None, default);
        }

        cache.Count.ShouldBeLessThanOrEqualTo(Infrastructure.Prompts.ActivePrompts.MaxEntries);
    }

    [Fact]
    public async Task EnsureAsync_Twice_SeedsOneDefaultPromptThatWorks()
    {
        var seed = App.Services.GetRequiredService<PromptSeed>();
        await seed.EnsureAsync(default);
        await seed.EnsureAsync(default);

        (await SendAsync(new GetPrompt(IActivePrompts.DefaultName))).Value!.Versions.ShouldHaveSingleItem();
        (await ActivePrompts.RenderAsync(null, None, default)).Value!.Name.ShouldBe(IActivePrompts.DefaultName);
    }

    [Fact]
    public async Task ListPrompts_PageByPage_GivesEachVersionOnceNewestFirst()
    {
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(new CreatePrompt("pages", $"text {i}"));
        }

        var all = (await SendAsync(new ListPrompts(PageLimits.Max))).Value!.Prompts.Select(p => p.PromptId).ToList();
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await SendAsync(new ListPrompts(2, cursor))).Value.ShouldNotBeNull();
            paged.AddRange(page.Prompts.Select(p => p.PromptId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        paged.ShouldBe(all);
        (await SendAsync(new ListPrompts(PageLimits.Max, Active: true))).Value!.Prompts.ShouldAllBe(p => p.IsActive);
        (await SendAsync(new ListPrompts(2, "nonsense"))).Error.ShouldBe(Cursor.Invalid);
    }

    /// <summary>What was audited about the prompts of one name, newest first.</summary>
    protected async Task<List<string?>> AuditAsync(string action, string name) =>
        [.. (await SendAsync(new ListAuditEvents(PageLimits.Max, null, action, null))).Value.ShouldNotBeNull().AuditEvents
            .Select(e => e.Detail).Where(d => d?.Contains($"\"{name}\"", StringComparison.Ordinal) == true)];

    protected async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }
}
