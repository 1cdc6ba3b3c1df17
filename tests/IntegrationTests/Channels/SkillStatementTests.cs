using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.IntegrationTests.Conversations;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>How often a skill request goes to the database until its response is there; a change here must be meant.</summary>
[Collection(nameof(StatementCountTests))]
public sealed class SkillStatementTests(SkillPostgreSqlApp app) : IClassFixture<SkillPostgreSqlApp>
{
    [Fact]
    public async Task Skill_KnownPersonWhoseAnswerFollows_IsSixStatementsAndOneAfterwards()
    {
        using var kakao = app.CreateClient();
        app.Model.Hold("나중에 답해 줘");
        await Http.EventuallyAsync(async () => await SayAsync(kakao, "안녕", "https://a.kakao.com/1", ActivityTraceId.CreateRandom()) == HttpStatusCode.OK);
        var trace = ActivityTraceId.CreateRandom();
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.TraceId == trace)
                {
                    statements.Enqueue((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement") ?? activity.DisplayName).ToString()!);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        (await SayAsync(kakao, "나중에 답해 줘", "https://a.kakao.com/2", trace)).ShouldBe(HttpStatusCode.OK);

        await Http.EventuallyAsync(() => Task.FromResult(statements.Any(s => s.StartsWith("UPDATE delivery SET announced", StringComparison.Ordinal))));
        statements.Count.ShouldBe(7, string.Join("\n---\n", statements));
    }

    private static async Task<HttpStatusCode> SayAsync(HttpClient kakao, string utterance, string callbackUrl, ActivityTraceId trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/skill")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { userRequest = new { utterance, user = new { id = "counted" }, callbackUrl } }),
            Headers = { { "traceparent", $"00-{trace}-00f067aa0ba902b7-01" } },
        };
        using var response = await kakao.SendAsync(request);
        return response.StatusCode;
    }
}
