using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Channels;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>After an erasure nothing in any table speaks of the person, and everybody else is untouched.</summary>
public abstract class EraseUserTests(TestApp app) : ErasedPeople(app)
{
    [Fact]
    public async Task Erase_PersonWithEverything_LeavesNoTraceInAnyTable()
    {
        var user = NewId();
        using var client = await App.NewClientAsync();
        var session = await FillAsync(client, user);
        var others = await SharedByOthersAsync(client, user);
        using (var admin = App.CreateAdmin())
        {
            await admin.PostAsync("/admin/statistics/roll-up", new { }).StatusAsync(HttpStatusCode.OK);
            await client.ChatAsync(session, "아직 세지 않은 말").StatusAsync(HttpStatusCode.OK);
            await admin.GetAsync($"/admin/logs?user_id={Uri.EscapeDataString(user)}").StatusAsync(HttpStatusCode.OK);
        }

        await Http.EventuallyAsync(async () => (await TracesAsync(user)).Exists(t => t.StartsWith("eventlog.", StringComparison.Ordinal)));
        var before = await TracesAsync(user);
        (await TablesOfPeopleAsync()).ShouldBeSubsetOf(before, "A table with a user_id that this test does not fill: fill it, and erase it.");

        var receipt = await EraseAsync(client, user).JsonAsync();

        (await TracesAsync(user)).ShouldBeEmpty();
        receipt.Str("user_id").ShouldBe(user);
        var erased = receipt.GetProperty("erased");
        new[] { "people", "names", "summaries" }.ShouldAllBe(kind => erased.GetProperty(kind).GetInt32() == 1);
        (Count(erased, "conversations"), Count(erased, "messages"), Count(erased, "logs"), Count(erased, "prompt_logs")).ShouldBe((1, 8, 3, 3));
        (Count(erased, "idempotency_keys"), Count(erased, "identities"), Count(erased, "running_answers")).ShouldBe((2, 0, 0));
        Count(erased, "events").ShouldBeGreaterThan(0);
        (await client.MessagesAsync(others)).Select(m => m.Str("content")).ShouldBe(["남의 질문", "echo: 남의 질문"]);
        await EraseAsync(client, user).StatusAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Erase_OtherPeople_AreUntouched()
    {
        var (user, friend) = (NewId(), NewId());
        using var client = await App.NewClientAsync();
        using var stranger = await App.NewClientAsync();
        await FillAsync(client, user);
        var kept = await FillAsync(client, friend);
        var same = await FillAsync(stranger, user); // another client's person, by the same name
        await Http.EventuallyAsync(async () => await EventsAsync(user) == 4 && await EventsAsync(friend) == 2);

        await EraseAsync(client, user).StatusAsync(HttpStatusCode.OK);

        foreach (var (owner, id, session) in new[] { (client, friend, kept), (stranger, user, same) })
        {
            (await owner.GetAsync(Url(id)).JsonAsync()).Str("name").ShouldBe("지우");
            (await owner.GetAsync(Url(id) + "/summary").JsonAsync()).Str("summary").ShouldBe("커피를 좋아해요.");
            (await owner.MessagesAsync(session)).Count.ShouldBe(4);
            await EventuallyLogsAsync(owner, id, 2);
        }

        (await EventsAsync(user), await EventsAsync(friend)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Erase_KnownOnlyBySessions_IsErasedByAnyAdminToo()
    {
        var (user, other) = (NewId(), NewId());
        using var client = await App.NewClientAsync();
        using var admin = App.CreateAdmin();
        foreach (var id in new[] { user, other })
        {
            await client.ChatAsync(await client.NewSessionAsync(new { user_id = id }), "안녕하세요").StatusAsync(HttpStatusCode.OK);
        }

        Count((await EraseAsync(client, user).JsonAsync()).GetProperty("erased"), "messages").ShouldBe(2);
        Count((await EraseAsync(admin, other).JsonAsync()).GetProperty("erased"), "messages").ShouldBe(2);

        (await TracesAsync(user)).ShouldBeEmpty();
        (await TracesAsync(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erase_AnothersOrNobody_Is404AndGuestIs422()
    {
        var user = NewId();
        using var client = await App.NewClientAsync();
        using var stranger = await App.NewClientAsync();
        await FillAsync(client, user);

        await EraseAsync(stranger, user).StatusAsync(HttpStatusCode.NotFound);
        await EraseAsync(client, new string('x', 60)).StatusAsync(HttpStatusCode.NotFound);
        (await EraseAsync(client, "guest").JsonAsync(HttpStatusCode.UnprocessableEntity)).Str("code").ShouldBe("user.nobody");

        (await client.GetAsync(Url(user)).JsonAsync()).Str("name").ShouldBe("지우");
    }

    [Fact]
    public async Task Erase_IsAuditedAndToldWithoutThePerson()
    {
        var user = NewId();
        using var client = await App.NewClientAsync();
        using var admin = App.CreateAdmin();
        await FillAsync(client, user);

        await EraseAsync(client, user).StatusAsync(HttpStatusCode.OK);

        var pseudonym = new PersonToErase(default, new UserId(user)).Pseudonym;
        var audit = (await admin.GetAsync("/admin/audit-events?limit=200").JsonAsync()).GetProperty("audit_events").EnumerateArray().ToList();
        audit.Where(a => a.Str("subject") == pseudonym).Select(a => a.Str("action")).ShouldBe(["user.erased", "user_summary.edited"]);
        List<JsonElement> told = [];
        await Http.EventuallyAsync(async () =>
        {
            told = [.. (await admin.GetAsync("/admin/events?kind=user.erased").JsonAsync()).GetProperty("events").EnumerateArray()];
            return told.Exists(e => e.Str("detail").Contains("\"messages\":4", StringComparison.Ordinal));
        });
        told.ShouldAllBe(e => e.GetProperty("user_id").ValueKind == JsonValueKind.Null && e.GetProperty("subject").GetString() == "appuser");
    }

    [Fact]
    public async Task Erase_OwnerOfASharedConversation_LeavesItToTheOthers()
    {
        var (user, friend) = (NewId(), NewId());
        using var client = await App.NewClientAsync();
        var session = await client.NewSessionAsync(new { user_id = user, metadata = new { of = user }, variables = new { user_name = "지우" } });
        await client.ChatAsync(session, $"내 질문 {user}").StatusAsync(HttpStatusCode.OK);
        await AskInAsync(session, friend, "친구의 질문");
        await client.ChatAsync(session, $"또 내 질문 {user}").StatusAsync(HttpStatusCode.OK);

        var erased = (await EraseAsync(client, user).JsonAsync()).GetProperty("erased");

        (Count(erased, "messages"), Count(erased, "conversations"), Count(erased, "shared_conversations")).ShouldBe((4, 0, 1));
        (await client.MessagesAsync(session)).Select(m => m.Str("content")).ShouldBe(["친구의 질문", "네"]);
        var left = await client.GetAsync($"/api/sessions/{session}").JsonAsync();
        (left.Str("user_id"), left.GetProperty("title").ValueKind).ShouldBe(("guest", JsonValueKind.Null));
        (await TracesAsync(user)).ShouldBeEmpty();
        Count((await EraseAsync(client, friend).JsonAsync()).GetProperty("erased"), "messages").ShouldBe(2);
        (await client.MessagesAsync(session)).ShouldBeEmpty();
    }
}

public sealed class EraseUserTests_InMemory(SkillInMemoryApp app) : EraseUserTests(app), IClassFixture<SkillInMemoryApp>;

public sealed class EraseUserTests_PostgreSql(SkillPostgreSqlApp app) : EraseUserTests(app), IClassFixture<SkillPostgreSqlApp>;
