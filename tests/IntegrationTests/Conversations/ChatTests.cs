using System.Net;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Conversations;

public abstract class ChatTests(TestApp app)
{
    private static readonly Error Broken = new(ErrorKind.Timeout, "model.timeout", "The model took too long.");

    [Fact]
    public async Task SendMessage_PlainChat_IsAnsweredAndRemembered()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();

        var answer = await client.ChatAsync(session, "안녕").JsonAsync();

        answer.Str("content").ShouldBe("echo: 안녕");
        answer.Str("role").ShouldBe("assistant");
        answer.GetProperty("token_usage").GetProperty("total_tokens").GetInt32().ShouldBe(12);
        var messages = await client.MessagesAsync(session);
        messages.Select(m => (m.Str("role"), m.Str("content"), m.Str("status")))
            .ShouldBe([("user", "안녕", "completed"), ("assistant", "echo: 안녕", "completed")]);
        messages[1].Str("message_id").ShouldBe(answer.Str("message_id"));
        (await client.GetAsync($"/api/sessions/{session}").JsonAsync()).Str("title").ShouldBe("안녕");
    }

    [Fact]
    public async Task SendMessage_SecondTurn_SendsSystemPromptAndHistoryWithTheDefaults()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await client.ChatAsync(session, "one").StatusAsync(HttpStatusCode.OK);

        await client.ChatAsync(session, "two").StatusAsync(HttpStatusCode.OK);

        var (messages, options) = app.Model.Asked.Last(a => a.Messages[^1].Text == "two");
        messages.Select(m => m.Role.Value).ShouldBe(["system", "user", "assistant", "user"]);
        messages.Skip(1).Select(m => m.Text).ShouldBe(["one", "echo: one", "two"]);
        (options.ModelId, options.Temperature, options.MaxOutputTokens).ShouldBe(("gpt-4o", 0.2f, 1000));
    }

    [Fact]
    public async Task SendMessage_PromptWithVariablesAndOpening_ShapesWhatTheModelSees()
    {
        using var admin = app.CreateAdmin();
        await admin.PostAsync("/admin/prompts", new
        {
            name = "역할극",
            system_prompt = "{언어} 선생님이에요. 상황: {상황}",
            first_user_message = "{상황} 시작해 주세요",
            model = "tutor-1",
            temperature = 0.9,
            max_tokens = 50,
        }).StatusAsync(HttpStatusCode.Created);
        var session = await admin.NewSessionAsync(new { prompt_name = "역할극", variables = new { 언어 = "영어", 상황 = "카페" } });

        var answer = (await admin.ChatAsync(session, "커피 주세요").JsonAsync()).Str("message_id");

        var (messages, options) = app.Model.Asked.Last(a => a.Options.ModelId == "tutor-1");
        messages.Select(m => m.Text).ShouldBe(["영어 선생님이에요. 상황: 카페", "카페 시작해 주세요\n\n커피 주세요"]);
        (options.Temperature, options.MaxOutputTokens).ShouldBe((0.9f, 50));
        var kept = await admin.GetAsync($"/admin/messages/{answer}/prompt").JsonAsync();
        kept.GetProperty("messages").EnumerateArray().Select(m => m.Str("content")).ShouldBe(messages.Select(m => m.Text));
    }

    [Fact]
    public async Task SendMessage_VariableMissing_Is422ThatNamesIt()
    {
        using var admin = app.CreateAdmin();
        await admin.PostAsync("/admin/prompts", new { name = "needs-level", system_prompt = "{레벨}" }).StatusAsync(HttpStatusCode.Created);

        var problem = await admin.PostAsync("/api/sessions", new { prompt_name = "needs-level" }).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem.Str("code").ShouldBe("prompt.variable_missing");
        problem.GetRawText().ShouldContain("레벨");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task SendMessage_NothingSaid_Is400AndNothingIsKept(string message)
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();

        await client.ChatAsync(session, message).StatusAsync(HttpStatusCode.BadRequest);
        await client.ChatAsync(session, new string('가', 32_001)).StatusAsync(HttpStatusCode.BadRequest);

        (await client.MessagesAsync(session)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SendMessage_LongestText_IsKeptWhole()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var text = string.Concat(Enumerable.Repeat("가나다라마바사 👩‍👩‍👧 ", 2_000))[..31_990].TrimEnd();

        await client.ChatAsync(session, text).StatusAsync(HttpStatusCode.OK);

        (await client.MessagesAsync(session))[0].Str("content").ShouldBe(text.Normalize());
    }

    [Fact]
    public async Task SendMessage_ModelFails_KeepsTheQuestionAndSaysSo()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        app.Model.Hold("fail me").Fail(new ModelFailedException(Broken));

        var problem = await client.ChatAsync(session, "fail me").JsonAsync(HttpStatusCode.GatewayTimeout);

        problem.Str("code").ShouldBe("model.timeout");
        var messages = await client.MessagesAsync(session);
        messages.Select(m => m.Str("status")).ShouldBe(["completed", "failed"]);
        messages[1].Str("message_id").ShouldBe(problem.Str("message_id"));
        messages[1].GetProperty("error").Str("code").ShouldBe("model.timeout");
        var log = (await client.GetAsync("/api/conversation/logs").JsonAsync()).GetProperty("logs")[0];
        (log.Str("question"), log.Str("status"), log.Str("error_code")).ShouldBe(("fail me", "failed", "model.timeout"));
        await client.ChatAsync(session, "again").StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SendMessage_ModelOverloaded_SaysWhenToComeBack()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        app.Model.Hold("too many").Fail(new ModelFailedException(
            new Error(ErrorKind.Unavailable, "model.overloaded", "The model has too much to do.").With("retry_after", 7)));

        using var response = await client.ChatAsync(session, "too many");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task SendMessage_UnexpectedException_IsAVisibleFailureWithoutItsText()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        app.Model.Hold("bug").Fail(new InvalidOperationException("secret detail"));

        var problem = await client.ChatAsync(session, "bug").JsonAsync(HttpStatusCode.ServiceUnavailable);

        problem.GetRawText().ShouldNotContain("secret detail");
        (await client.MessagesAsync(session))[1].Str("status").ShouldBe("failed");
    }

    [Fact]
    public async Task SendMessage_WhileAnotherRuns_Is409WithItsId()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("slow");
        var first = client.ChatAsync(session, "slow");
        await held.AskedAsync();

        var problem = await client.ChatAsync(session, "impatient").JsonAsync(HttpStatusCode.Conflict);
        await client.PostAsync($"/api/sessions/{session}/clear", content: null).StatusAsync(HttpStatusCode.Conflict);

        problem.Str("code").ShouldBe("conversation.busy");
        held.Say("done");
        held.Finish();
        (await first.JsonAsync()).Str("message_id").ShouldBe(problem.Str("running_message_id"));
        (await client.MessagesAsync(session)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task SendMessage_ManyAtOnceInOneSession_ExactlyOneRuns()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("race");

        var calls = Enumerable.Range(0, 12).Select(_ => client.ChatAsync(session, "race")).ToList();
        await held.AskedAsync();
        await Task.Delay(300);
        held.Finish();
        var statuses = (await Task.WhenAll(calls)).Select(r => r.StatusCode).ToList();

        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(1);
        statuses.Count(s => s == HttpStatusCode.Conflict).ShouldBe(11);
        (await client.MessagesAsync(session)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task SendMessage_ManySessionsAtOnce_EachHasItsOwnAnswer()
    {
        using var client = await app.NewClientAsync();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => client.NewSessionAsync()));

        var answers = await Task.WhenAll(sessions.Select((s, i) => client.ChatAsync(s, $"question {i}").JsonAsync()));

        answers.Select(a => a.Str("content")).ShouldBe(sessions.Select((_, i) => $"echo: question {i}"));
    }

    [Fact]
    public async Task SendMessage_SameIdempotencyKey_AsksTheModelOnce()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("once");
        var first = client.ChatAsync(session, "once", "key-1");
        await held.AskedAsync();

        await client.ChatAsync(session, "once", "key-1").StatusAsync(HttpStatusCode.Conflict);
        held.Say("the answer");
        held.Finish();
        var answer = await first.JsonAsync();
        var repeat = await client.ChatAsync(session, "once", "key-1").JsonAsync();
        var mismatch = await client.ChatAsync(session, "other", "key-1").JsonAsync(HttpStatusCode.UnprocessableEntity);

        repeat.GetRawText().ShouldBe(answer.GetRawText());
        (mismatch.Str("code"), mismatch.Str("detail")).ShouldBe((IdempotencyErrors.Mismatch.Code, IdempotencyErrors.Mismatch.Message));
        (await client.MessagesAsync(session)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task SendMessage_SameKeyAtTheSameMoment_RunsOnce()
    {
        using var client = await app.NewClientAsync();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.NewSessionAsync()));
        var held = app.Model.Hold("burst");

        // different sessions: only the key can keep them apart; the bodies differ, so all but the first are mismatches or running
        var calls = sessions.Select(s => client.ChatAsync(s, "burst", "key-2")).ToList();
        await held.AskedAsync();
        await Task.Delay(300);
        held.Finish();

        (await Task.WhenAll(calls)).Count(r => r.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        var kept = await Task.WhenAll(sessions.Select(s => client.MessagesAsync(s)));
        kept.Sum(m => m.Count).ShouldBe(2);
    }

    [Fact]
    public async Task CancelAnswer_PlainChat_EndsItAsCancelled()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("stop me");
        var call = client.ChatAsync(session, "stop me");
        await held.AskedAsync();
        var id = (await client.GetAsync($"/api/sessions/{session}").JsonAsync()).Str("running_message_id");

        (await client.PostAsync($"/api/chat/{id}/cancel", content: null).JsonAsync()).Str("status").ShouldBe("cancelled");

        (await call.JsonAsync()).Str("status").ShouldBe("cancelled");
        (await client.MessagesAsync(session))[1].Str("status").ShouldBe("cancelled");
        await client.PostAsync($"/api/chat/{id}/cancel", content: null).StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CancelAnswer_EndedOrUnknown_Is409Or404()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var id = (await client.ChatAsync(session, "hi").JsonAsync()).Str("message_id");

        await client.PostAsync($"/api/chat/{id}/cancel", content: null).StatusAsync(HttpStatusCode.Conflict);
        await client.PostAsync($"/api/chat/{Guid.Empty}/cancel", content: null).StatusAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task DeleteSession_WhileAnswering_StopsTheAnswerAndLeavesNothing()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("doomed");
        var call = client.ChatAsync(session, "doomed");
        await held.AskedAsync();

        await client.DeleteAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NoContent);

        (await call.JsonAsync()).Str("status").ShouldBe("cancelled");
        await client.GetAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SendMessage_ClientHangsUp_IsAnsweredAllTheSame()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("bye");
        using var hangUp = new CancellationTokenSource();
        var call = client.PostAsync("/api/chat", System.Net.Http.Json.JsonContent.Create(new { session_id = session, message = "bye" }), hangUp.Token);
        await held.AskedAsync();

        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
        held.Say("still here");
        held.Finish();

        await Http.EventuallyAsync(async () => (await client.MessagesAsync(session))[1].Str("status") == "completed");
        (await client.MessagesAsync(session))[1].Str("content").ShouldBe("still here");
    }

    [Fact]
    public async Task GetHistory_ByPagesFromBothEnds_GivesEachMessageOnce()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        for (var i = 0; i < 4; i++)
        {
            await client.ChatAsync(session, $"m{i}").StatusAsync(HttpStatusCode.OK);
        }

        async Task<List<string>> PagesAsync(string order)
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await client.GetAsync($"/api/sessions/{session}/messages?limit=3&order={order}&cursor={cursor}").JsonAsync();
                seen.AddRange(page.GetProperty("messages").EnumerateArray().Select(m => m.Str("content")));
                cursor = page.GetProperty("next_cursor").GetString();
            }
            while (cursor is not null);
            return seen;
        }

        string[] all = ["m0", "echo: m0", "m1", "echo: m1", "m2", "echo: m2", "m3", "echo: m3"];
        (await PagesAsync("oldest")).ShouldBe(all);
        (await PagesAsync("newest")).ShouldBe(all.Reverse());
    }
}

public sealed class ChatTests_InMemory(InMemoryApp app) : ChatTests(app), IClassFixture<InMemoryApp>;

public sealed class ChatTests_PostgreSql(PostgreSqlApp app) : ChatTests(app), IClassFixture<PostgreSqlApp>;
