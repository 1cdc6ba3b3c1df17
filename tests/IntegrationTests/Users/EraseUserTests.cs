using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Channels;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>After an erasure nothing in any table speaks of the person, and nothing that ran for them brings them back.</summary>
public abstract class EraseUserTests(TestApp app)
{
    private static int _ids;

    protected static string NewId() => $"지우-{Interlocked.Increment(ref _ids)}-{Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N")[20..]}";

    [Fact]
    public async Task Erase_PersonWithEverything_LeavesNoTraceInAnyTable()
    {
        var user = NewId();
        using var client = await app.NewClientAsync();
        var session = await FillAsync(client, user);
        var others = await SharedByOthersAsync(client, user);
        using (var admin = app.CreateAdmin())
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
        using var client = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
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
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
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
        using var client = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
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
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
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
    public async Task Erase_WhileAnAnswerIsWritten_StopsItAndNothingComesBack()
    {
        var user = NewId();
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync(new { user_id = user });
        var question = $"쓰는 중에 지워 주세요 {user}";
        var held = app.Model.Hold(question);
        var answering = client.ChatAsync(session, question);
        await held.AskedAsync();
        held.Say("지워질 ");
        await Task.Delay(1_500); // its text is kept once a second

        var receipt = await EraseAsync(client, user).JsonAsync();
        held.Say("답변");
        held.Finish();
        using var answered = await answering;

        Count(receipt.GetProperty("erased"), "running_answers").ShouldBe(1);
        answered.IsSuccessStatusCode.ShouldBeFalse();
        await client.ChatAsync(session, "또 물어봐요").StatusAsync(HttpStatusCode.NotFound);
        await Task.Delay(1_500);
        (await TracesAsync(user)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erase_KakaoPersonWhoseAnswersAreAwaited_TakesTasksAndDeliveriesAlong()
    {
        var key = $"bot-user-{NewId()[^12..]}";
        using var kakao = app.CreateClient();
        using var admin = app.CreateAdmin();
        var (first, second) = ($"첫 질문 {key}", $"다음 질문 {key}");
        var held = app.Model.Hold(first);
        await Task.WhenAll(SayAsync(kakao, key, first), Task.Run(async () =>
        {
            await held.AskedAsync();
            await SayAsync(kakao, key, second); // waits behind the first one
        }));
        var user = await KakaoUserAsync(key);

        var receipt = await EraseAsync(admin, user).JsonAsync();
        held.Say("늦은 답변");
        held.Finish();
        await Task.Delay(2_000);

        var erased = receipt.GetProperty("erased");
        (Count(erased, "tasks"), Count(erased, "deliveries"), Count(erased, "messages"), Count(erased, "identities")).ShouldBe((2, 2, 4, 1));
        (await TracesAsync(user)).ShouldBeEmpty();
        (await TracesAsync(key)).ShouldBeEmpty();
        await SayAsync(kakao, key, $"다시 왔어요 {key}");
        (await KakaoUserAsync(key)).ShouldNotBe(user);
    }

    [Fact]
    public async Task Erase_WhileASummaryIsWritten_NothingIsRemembered()
    {
        var key = NewId()[^12..];
        Person person;
        Guid last;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            person = await services.GetRequiredService<IPeople>().FindOrCreateAsync(new ChannelIdentity(ChannelClients.Kakao, "kakao", "", key), default);
            var talk = Conversation.Start(ChannelClients.Kakao, person.UserId, new ConversationPlace("kakao"), TimeProvider.System.Now());
            last = Ask(services.GetRequiredService<AppDbContext>(), talk, $"기억해 줘 {key}").Value;
            services.GetRequiredService<AppDbContext>().Add(talk);
            await services.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        }

        var held = app.Model.Hold($"[지금까지의 기록]\n없음\n\n[새 대화]\n사람: 기억해 줘 {key}\nAI: 네\n");
        var now = TimeProvider.System.Now();
        var running = app.Services.GetServices<ITaskHandler>().Single(h => h.Kind == "user_summary").RunAsync(
            new TaskAttempt(Guid.CreateVersion7(now), last, Guid.CreateVersion7(now), IsLast: false, now.AddHours(1)), default);
        await held.AskedAsync();
        using var admin = app.CreateAdmin();
        await EraseAsync(admin, person.UserId.Value).StatusAsync(HttpStatusCode.OK);

        held.Say("기억하면 안 되는 것");
        held.Finish();

        (await running).ShouldBe(new TaskResult.Postponed(TimeSpan.Zero));
        (await TracesAsync(person.UserId.Value)).ShouldBeEmpty();
        (await TracesAsync("기억하면 안 되는 것")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erase_OwnerOfASharedConversation_LeavesItToTheOthers()
    {
        var (user, friend) = (NewId(), NewId());
        using var client = await app.NewClientAsync();
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

    private static string Url(string user) => $"/api/users/{Uri.EscapeDataString(user)}";

    protected static Task<HttpResponseMessage> EraseAsync(HttpClient client, string user) => client.DeleteAsync(Url(user));

    private static int Count(JsonElement erased, string kind) => erased.GetProperty(kind).GetInt32();

    protected static Task SayAsync(HttpClient kakao, string person, string utterance) =>
        kakao.PostAsync("/skill", new { userRequest = new { utterance, user = new { id = person } } }).StatusAsync(HttpStatusCode.OK);

    /// <summary>Name, summary, a session that was made and used with idempotency keys: two turns.</summary>
    private static async Task<string> FillAsync(HttpClient client, string user)
    {
        await client.PutAsJsonAsync(Url(user) + "/name", new { name = "지우" }).StatusAsync(HttpStatusCode.OK);
        await client.PutAsJsonAsync(Url(user) + "/summary", new { summary = "커피를 좋아해요." }).StatusAsync(HttpStatusCode.OK);
        var made = await client.PostAsync("/api/sessions", new { user_id = user, metadata = new { of = user } }, $"made-{user.GetHashCode(StringComparison.Ordinal)}")
            .JsonAsync(HttpStatusCode.Created);
        var session = made.Str("session_id");
        await client.ChatAsync(session, $"저는 {user}예요", $"asked-{user.GetHashCode(StringComparison.Ordinal)}").StatusAsync(HttpStatusCode.OK);
        await client.ChatAsync(session, "오늘 날씨 어때?").StatusAsync(HttpStatusCode.OK);
        return session;
    }

    private static Task EventuallyLogsAsync(HttpClient client, string user, int count) => Http.EventuallyAsync(async () =>
        (await client.GetAsync($"/api/conversation/logs?user_id={Uri.EscapeDataString(user)}").JsonAsync()).GetProperty("logs").GetArrayLength() == count);

    /// <summary>Somebody else's conversation in which the person asked as well.</summary>
    private async Task<string> SharedByOthersAsync(HttpClient client, string user)
    {
        var session = await client.NewSessionAsync(new { user_id = NewId() });
        await AskInAsync(session, user, $"끼어든 질문 {user}"); // its title
        await client.ChatAsync(session, "남의 질문").StatusAsync(HttpStatusCode.OK);
        return session;
    }

    private static MessageId Ask(AppDbContext db, Conversation conversation, string text, string? user = null)
    {
        var now = TimeProvider.System.Now();
        var (question, answer) = conversation.Ask(MessageId.New(now), MessageId.New(now), text, now);
        answer.End(TurnOutcome.Completed("네", "stop", now));
        db.AddRange(question, answer);
        if (user is not null)
        {
            db.Entry(question).Property(m => m.UserId).CurrentValue = new UserId(user);
        }

        return answer.Id;
    }

    private async Task AskInAsync(string session, string user, string text)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var id = new ConversationId(Guid.Parse(session));
        Ask(db, await db.Conversations.SingleAsync(c => c.Id == id), text, user);
        await db.SaveChangesAsync();
    }

    protected async Task<string> KakaoUserAsync(string key)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return (await (from i in db.UserIdentities where i.ExternalId == key join u in db.AppUsers on i.AppUserId equals u.Id select u.UserId).SingleAsync()).Value;
    }

    private async Task<int> EventsAsync(string user)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().EventLog.CountAsync(e => e.UserId == new UserId(user));
    }

    /// <summary><c>table.column</c> of everything, in whatever table of the model, that holds the text.</summary>
    protected async Task<List<string>> TracesAsync(string text)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var rows = typeof(DbContext).GetMethod(nameof(DbContext.Set), Type.EmptyTypes)!;
        return
        [
            .. (from entity in db.Model.GetEntityTypes()
                from row in ((IEnumerable<object>)rows.MakeGenericMethod(entity.ClrType).Invoke(db, null)!).ToList()
                from property in entity.GetProperties()
                where ValueOf(property, row)?.Contains(text, StringComparison.Ordinal) == true
                select NameOf(property)).Distinct(StringComparer.Ordinal),
        ];
    }

    private async Task<List<string>> TablesOfPeopleAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return
        [
            .. from entity in scope.ServiceProvider.GetRequiredService<AppDbContext>().Model.GetEntityTypes()
               from property in entity.GetProperties()
               where entity.FindPrimaryKey() is not null || app is PostgreSqlApp // what only triggers fill
               where property.ClrType == typeof(UserId) || property.ClrType == typeof(UserId?) || property.GetColumnName() == "user_id"
               select NameOf(property),
        ];
    }

    private static string NameOf(IProperty property) => $"{property.DeclaringType.ContainingEntityType.GetTableName()}.{property.GetColumnName()}";

    private static string? ValueOf(IProperty property, object row) => property.PropertyInfo?.GetValue(row)?.ToString();
}

public sealed class EraseUserTests_InMemory(SkillInMemoryApp app) : EraseUserTests(app), IClassFixture<SkillInMemoryApp>;

public sealed class EraseUserTests_PostgreSql(SkillPostgreSqlApp app) : EraseUserTests(app), IClassFixture<SkillPostgreSqlApp>
{
    private readonly SkillPostgreSqlApp _app = app;

    [Fact]
    public async Task Erase_KakaoPersonWhoGoesOnWriting_EveryUtteranceIsTakenInAndErasedOrANewPersons()
    {
        var key = $"writer-{NewId()[^12..]}";
        using var kakao = _app.CreateClient();
        using var admin = _app.CreateAdmin();
        await SayAsync(kakao, key, $"안녕 {key}");
        var user = await KakaoUserAsync(key);
        using var erased = new CancellationTokenSource();
        var writing = Enumerable.Range(1, 3).Select(async writer =>
        {
            for (var i = 0; i < 3 || !erased.IsCancellationRequested; i++)
            {
                await SayAsync(kakao, key, $"{writer}의 {i}번째 말");
            }
        }).ToList();

        await EraseAsync(admin, user).StatusAsync(HttpStatusCode.OK);
        await erased.CancelAsync();
        await Task.WhenAll(writing);
        await SayAsync(kakao, key, "새 사람이에요");

        (await TracesAsync(user)).ShouldBeEmpty();
        (await KakaoUserAsync(key)).ShouldNotBe(user);
    }
}
