using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Users;

public abstract class UserEndpointTests(TestApp app)
{
    private readonly Surroundings _around = ((ISurrounded)app).Around;

    [Fact]
    public async Task SetUserName_NewUserId_MakesThePersonKnown()
    {
        using var client = await app.NewClientAsync();

        var set = await NameAsync(client, "minsu", "민수").JsonAsync();
        var read = await client.GetAsync("/api/users/minsu").JsonAsync();

        (set.Str("user_id"), set.Str("name"), set.GetProperty("channels").GetArrayLength()).ShouldBe(("minsu", "민수", 0));
        read.GetRawText().ShouldBe(set.GetRawText());
    }

    [Fact]
    public async Task SetUserName_Changes_AreToldOnceEach()
    {
        using var client = await app.NewClientAsync();
        const string user = "told";

        foreach (var name in new[] { "민수", "민수", "영희" })
        {
            await NameAsync(client, user, name).StatusAsync(HttpStatusCode.OK);
        }

        _around.Events.TextsOf(user).ShouldBe(["[변경] 사용자 이름 변경 (없음) → '민수'", "[변경] 사용자 이름 변경 '민수' → '영희'"]);
        _around.Events.All.ShouldAllBe(e => e.Kind == "user.renamed");
    }

    [Theory]
    [InlineData("홍 길동")]
    [InlineData("")]
    [InlineData("민수!")]
    [InlineData("가나다라마바사아자차카타파하가나다라마바사")]
    public async Task SetUserName_InvalidName_Is400ThatStatesTheRule(string name)
    {
        using var client = await app.NewClientAsync();

        var problem = await NameAsync(client, "minsu", name).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").GetProperty("name")[0].GetString()!.ShouldContain("1 to 20");
        await client.GetAsync("/api/users/minsu").StatusAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SetUserName_UserIdTooLong_Is400() =>
        (await NameAsync(app.CreateAdmin(), new string('x', 51), "민수").JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors").TryGetProperty("user_id", out _).ShouldBeTrue();

    [Fact]
    public async Task AnyCall_UnknownOrAnothersUser_Is404()
    {
        using var owner = await app.NewClientAsync();
        using var other = await app.NewClientAsync();
        await NameAsync(owner, "mine", "민수").StatusAsync(HttpStatusCode.OK);

        foreach (var (client, user) in new[] { (other, "mine"), (owner, "nobody"), (owner, new string('x', 60)) })
        {
            await client.GetAsync($"/api/users/{user}").StatusAsync(HttpStatusCode.NotFound);
            await client.GetAsync($"/api/users/{user}/summary").StatusAsync(HttpStatusCode.NotFound);
            await client.PutAsJsonAsync($"/api/users/{user}/summary", new { summary = "x" }).StatusAsync(HttpStatusCode.NotFound);
            await client.DeleteAsync($"/api/users/{user}/summary").StatusAsync(HttpStatusCode.NotFound);
        }

        // the same id of another client is another person
        await NameAsync(other, "mine", "영희").StatusAsync(HttpStatusCode.OK);
        (await owner.GetAsync("/api/users/mine").JsonAsync()).Str("name").ShouldBe("민수");
    }

    [Fact]
    public async Task Summary_FromNothingToErased_IsEditable()
    {
        using var client = await app.NewClientAsync();
        await NameAsync(client, "민 수", "민수").StatusAsync(HttpStatusCode.OK);
        var url = $"/api/users/{Uri.EscapeDataString("민 수")}/summary";

        var empty = await client.GetAsync(url).JsonAsync();
        var edited = await client.PutAsJsonAsync(url, new { summary = " 커피를 좋아해요. " }).JsonAsync();
        var read = await client.GetAsync(url).JsonAsync();
        await client.DeleteAsync(url).StatusAsync(HttpStatusCode.NoContent);
        await client.DeleteAsync(url).StatusAsync(HttpStatusCode.NoContent);
        var erased = await client.GetAsync(url).JsonAsync();

        (empty.GetProperty("summary").ValueKind, empty.GetProperty("updated_at").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        (edited.Str("summary"), edited.GetProperty("edited_by_person").GetBoolean()).ShouldBe(("커피를 좋아해요.", true));
        read.GetRawText().ShouldBe(edited.GetRawText());
        (erased.GetProperty("summary").ValueKind, erased.GetProperty("edited_by_person").GetBoolean()).ShouldBe((JsonValueKind.Null, false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_001)]
    public async Task EditUserSummary_WrongLength_Is400(int length)
    {
        using var client = await app.NewClientAsync();
        await NameAsync(client, "minsu", "민수").StatusAsync(HttpStatusCode.OK);

        (await client.PutAsJsonAsync("/api/users/minsu/summary", new { summary = new string('가', length) }).JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors").TryGetProperty("summary", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Summary_EditedAndErased_IsAuditedWithoutTheText()
    {
        using var client = await app.NewClientAsync();
        await NameAsync(client, "audited", "민수").StatusAsync(HttpStatusCode.OK);
        await client.PutAsJsonAsync("/api/users/audited/summary", new { summary = "은밀한 취미" }).StatusAsync(HttpStatusCode.OK);
        await client.DeleteAsync("/api/users/audited/summary").StatusAsync(HttpStatusCode.NoContent);

        using var admin = app.CreateAdmin();
        var events = (await admin.GetAsync("/admin/audit-events?limit=200").JsonAsync()).GetProperty("audit_events").EnumerateArray()
            .Where(e => e.Str("subject") == "audited").ToList();

        events.Select(e => e.Str("action")).ShouldBe(["user_summary.erased", "user_summary.edited"]);
        events.ShouldAllBe(e => !e.GetRawText().Contains("은밀한", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Users_OfAChannel_AreReachedByAnAdminOnly()
    {
        var kakao = new ClientId(Guid.CreateVersion7(TimeProvider.System.Now()));
        var person = await FindOrCreateAsync(new ChannelIdentity(kakao, "kakao", "bot-1", new string('k', 70)));
        using var admin = app.CreateAdmin();
        using var client = await app.NewClientAsync();
        var url = $"/api/users/{person.UserId.Value}";

        await client.GetAsync(url).StatusAsync(HttpStatusCode.NotFound);
        (await admin.GetAsync(url).JsonAsync()).GetProperty("channels")[0].GetString().ShouldBe("kakao");
        await NameAsync(admin, person.UserId.Value, "민수").StatusAsync(HttpStatusCode.OK);

        (await FindOrCreateAsync(new ChannelIdentity(kakao, "kakao", "bot-1", new string('k', 70)))).Name.ShouldBe("민수");
    }

    [Fact]
    public async Task Users_OfSeveralClients_AnAdminMeansTheirOwn()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        await NameAsync(admin, "both", "관리").StatusAsync(HttpStatusCode.OK);
        await NameAsync(client, "both", "고객").StatusAsync(HttpStatusCode.OK);

        (await admin.GetAsync("/api/users/both").JsonAsync()).Str("name").ShouldBe("관리");
        (await client.GetAsync("/api/users/both").JsonAsync()).Str("name").ShouldBe("고객");
    }

    [Fact]
    public async Task SetNameAndEraseSummary_WhileThePersonChats_AreDone()
    {
        var identity = new ChannelIdentity(new ClientId(Guid.CreateVersion7(TimeProvider.System.Now())), "kakao", "bot-1", "chatty");
        var person = await FindOrCreateAsync(identity);
        using var admin = app.CreateAdmin();
        using var chatting = new CancellationTokenSource();
        var chat = Task.Run(async () =>
        {
            while (!chatting.IsCancellationRequested)
            {
                try
                {
                    await FindOrCreateAsync(identity);
                    await Task.Delay(10);
                }
                catch (DbUpdateConcurrencyException)
                {
                    // it met the administrator's
                }
            }
        });

        for (var i = 0; i < 30; i++)
        {
            await NameAsync(admin, person.UserId.Value, $"민수{i}").StatusAsync(HttpStatusCode.OK);
            await admin.DeleteAsync($"/api/users/{person.UserId.Value}/summary").StatusAsync(HttpStatusCode.NoContent);
        }

        await chatting.CancelAsync();
        await chat;
        (await FindOrCreateAsync(identity)).Name.ShouldBe("민수29");
    }

    protected static Task<HttpResponseMessage> NameAsync(HttpClient client, string user, string name) =>
        client.PutAsJsonAsync($"/api/users/{Uri.EscapeDataString(user)}/name", new { name });

    private async Task<Person> FindOrCreateAsync(ChannelIdentity identity)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<IPeople>().FindOrCreateAsync(identity, default);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        return person;
    }
}

public sealed class UserEndpointTests_InMemory(UsersInMemoryApp app) : UserEndpointTests(app), IClassFixture<UsersInMemoryApp>;

public sealed class UserEndpointTests_PostgreSql(UsersPostgreSqlApp app) : UserEndpointTests(app), IClassFixture<UsersPostgreSqlApp>
{
    private readonly UsersPostgreSqlApp _app = app;

    [Fact]
    public async Task SetUserName_ManyAtOnceForANewUser_MakeOnePerson()
    {
        using var client = await _app.NewClientAsync();

        var names = Enumerable.Range(1, 8).Select(i => $"민수{i}").ToList();
        var statuses = await Task.WhenAll(names.Select(async name => (await NameAsync(client, "race", name)).StatusCode));

        statuses.ShouldAllBe(s => s == HttpStatusCode.OK);
        names.ShouldContain((await client.GetAsync("/api/users/race").JsonAsync()).Str("name"));
    }
}
