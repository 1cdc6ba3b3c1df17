using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Insights;

/// <summary>On apps of their own that say nothing on standard output: what is kept does not depend on it.</summary>
public abstract class LogMessageTests(TestApp app)
{
    private const string Runner = "ChatPlatform.Application.Conversations.TurnRunner";

    private readonly HttpClient _admin = app.CreateAdmin();

    [Fact]
    public async Task LogMessages_WarningOfARequest_IsFoundByTheTraceIdOfItsProblem()
    {
        var trace = await FailAsync(new ModelFailedException(new Error(ErrorKind.Timeout, "model.timeout", "Too slow.")), HttpStatusCode.GatewayTimeout);

        var message = (await MessagesAsync($"trace_id={trace}&level=warning", 1))[0];

        (message.Str("level"), message.Str("category"), message.Str("event_name")).ShouldBe(("warning", Runner, "LogModelFailed"));
        message.Str("text").ShouldStartWith("The model failed with model.timeout for answer ");
        message.Str("trace_id").ShouldBe(trace);
        (await CountAsync($"trace_id={trace}&level=error")).ShouldBe(0);
        (await CountAsync($"trace_id={trace}&category=ChatPlatform.App")).ShouldBe(1);
        (await CountAsync($"trace_id={trace}&category=Microsoft")).ShouldBe(0);
    }

    [Fact]
    public async Task LogMessages_Bug_IsAnErrorWithItsExceptionMasked()
    {
        var trace = await FailAsync(new InvalidOperationException("a bug of a@b.io"), HttpStatusCode.ServiceUnavailable);

        var message = (await MessagesAsync($"trace_id={trace}&level=error", 1))[0];

        (message.Str("level"), message.Str("event_name")).ShouldBe(("error", "LogFailed"));
        message.Str("exception").ShouldStartWith("InvalidOperationException: a bug of [이메일] (at ");
    }

    [Fact]
    public async Task LogMessages_ByPages_GiveEachOnceNewestFirst()
    {
        var traces = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            traces.Add(await FailAsync(new InvalidOperationException("a bug"), HttpStatusCode.ServiceUnavailable));
            await MessagesAsync($"trace_id={traces[i]}", 1);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _admin.GetAsync($"/admin/log-messages?category={Runner}&limit=1&cursor={cursor}").JsonAsync();
            seen.Add(page.GetProperty("log_messages")[0].Str("trace_id"));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        seen.Where(traces.Contains).ShouldBe(traces.AsEnumerable().Reverse());
        seen.ShouldBeUnique();
    }

    /// <summary>The trace id of the problem that a failing model leads to.</summary>
    private async Task<string> FailAsync(Exception failure, HttpStatusCode expected)
    {
        using var client = await app.NewClientAsync();
        var question = Guid.CreateVersion7(TimeProvider.System.Now()).ToString();
        app.Model.Hold(question).Fail(failure);
        return (await client.ChatAsync(await client.NewSessionAsync(), question).JsonAsync(expected)).Str("trace_id");
    }

    private async Task<int> CountAsync(string query) =>
        (await _admin.GetAsync($"/admin/log-messages?{query}").JsonAsync()).GetProperty("log_messages").GetArrayLength();

    private async Task<List<JsonElement>> MessagesAsync(string query, int count)
    {
        List<JsonElement> messages = [];
        await Http.EventuallyAsync(async () =>
        {
            var page = await _admin.GetAsync($"/admin/log-messages?{query}").JsonAsync();
            messages = [.. page.GetProperty("log_messages").EnumerateArray()];
            return messages.Count == count;
        });
        return messages;
    }
}

public sealed class SilentInMemoryApp : InMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("LOG_LEVEL", "NONE")];
}

public sealed class SilentPostgreSqlApp : PostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("LOG_LEVEL", "NONE")];
}

public sealed class LogMessageTests_InMemory(SilentInMemoryApp app) : LogMessageTests(app), IClassFixture<SilentInMemoryApp>;

public sealed class LogMessageTests_PostgreSql(SilentPostgreSqlApp app) : LogMessageTests(app), IClassFixture<SilentPostgreSqlApp>;
