using System.Net;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.AI;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>What the operator sets holds for robeings too.</summary>
public abstract class OperatorLimitTests(TestApp app)
{
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Settings =
        [new("OPENAI_MAX_TOKENS", "300"), new("ROBEING_MAX_TOKENS", "350"), new("Llm:ContextMessages", "6")];

    [Fact]
    public async Task Chat_WithARobeing_StaysWithinTheOperatorsLimits()
    {
        using var client = await app.NewClientAsync();
        var robeing = await client.NewRobeingAsync();
        var session = await client.NewSessionAsync(new { robeing_id = robeing });
        for (var i = 0; i < 5; i++)
        {
            await client.ChatAsync(session, $"{i}번째").StatusAsync(HttpStatusCode.OK);
        }

        var first = app.Model.Asked.Last();
        await client.TaskAsync(robeing).StatusAsync(HttpStatusCode.OK);
        await client.PostAsync($"/api/robeings/{robeing}/stat-points", new { compute = 6 }).StatusAsync(HttpStatusCode.OK);
        await client.ChatAsync(session, "더 길게").StatusAsync(HttpStatusCode.OK);

        (first.Options.MaxOutputTokens, first.Messages.Count(m => m.Role != ChatRole.System) - 1).ShouldBe((300, 6));
        app.Model.Asked.Last().Options.MaxOutputTokens.ShouldBe(350);
    }
}

public sealed class OperatorLimitInMemoryApp : InMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => OperatorLimitTests.Settings;
}

public sealed class OperatorLimitPostgreSqlApp : PostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => OperatorLimitTests.Settings;
}

public sealed class OperatorLimitInMemoryTests(OperatorLimitInMemoryApp app) : OperatorLimitTests(app), IClassFixture<OperatorLimitInMemoryApp>;

public sealed class OperatorLimitPostgreSqlTests(OperatorLimitPostgreSqlApp app) : OperatorLimitTests(app), IClassFixture<OperatorLimitPostgreSqlApp>;
