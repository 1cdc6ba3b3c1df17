using ChatPlatform.Application.Common;
using ChatPlatform.Application.Users;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>What the channels see of people, on each provider.</summary>
public abstract class PeopleTests(TestApp app)
{
    private static readonly ClientId Kakao = new(Guid.CreateVersion7(TimeProvider.System.Now()));

    private readonly Surroundings _around = ((ISurrounded)app).Around;

    [Fact]
    public async Task FindOrCreateAsync_Twice_IsTheSamePerson()
    {
        var first = await InScopeAsync(people => people.FindOrCreateAsync(Identity("twice"), default));
        var again = await InScopeAsync(people => people.FindOrCreateAsync(Identity("twice"), default));

        again.ShouldBe(first);
    }

    [Fact]
    public async Task FindOrCreateAsync_OtherBotOrChannel_IsAnotherPerson()
    {
        var identity = Identity("same-id");
        var people = new List<Person>();
        foreach (var other in new[] { identity, identity with { Account = "bot-2" }, identity with { Channel = "slack" }, identity with { ClientId = default } })
        {
            people.Add(await InScopeAsync(p => p.FindOrCreateAsync(other, default)));
        }

        people.Select(p => p.Id).Distinct().Count().ShouldBe(4);
        people[2].UserId.Value.ShouldStartWith("slack-");
    }

    [Fact]
    public async Task HearAsync_OverSeveralUtterances_CarriesTheDialogueOn()
    {
        (await SayAsync("dialogue", "난 짱구야"))!.Text.ShouldBe("혹시 이름이 '짱구'인가요?");
        var called = (await SayAsync("dialogue", "네")).ShouldNotBeNull();
        var asked = (await SayAsync("dialogue", "이름 바꿔줘")).ShouldNotBeNull();
        var refused = (await SayAsync("dialogue", "민@수")).ShouldNotBeNull();
        var renamed = (await SayAsync("dialogue", "홍길동")).ShouldNotBeNull();

        called.Event.ShouldNotBeNull().Text.ShouldBe("[변경] 사용자 이름 변경 (없음) → '짱구'");
        asked.Event.ShouldBeNull();
        asked.QuickReplies.ShouldBe(["취소"]);
        asked.Text.ShouldContain("짱구님");
        refused.Text.ShouldContain("1~20자");
        renamed.Event.ShouldNotBeNull().Text.ShouldBe("[변경] 사용자 이름 변경 '짱구' → '홍길동'");
        (await InScopeAsync(p => p.FindOrCreateAsync(Identity("dialogue"), default))).Name.ShouldBe("홍길동");
    }

    [Fact]
    public async Task HearAsync_NameAndAQuestion_GoesOn()
    {
        var reply = (await SayAsync("goes-on", "내 이름은 민수야. 오늘 날씨 어때?")).ShouldNotBeNull();

        reply.GoOn.ShouldBeTrue();
        reply.Text.ShouldContain("민수님");
        (await SayAsync("goes-on", "오늘 날씨 어때?")).ShouldBeNull();
    }

    [Fact]
    public async Task HearAsync_TenMinutesLater_DoesNotWaitForTheNameAnyMore()
    {
        await SayAsync("late", "/이름");
        _around.Clock.Advance(TimeSpan.FromMinutes(11));

        (await SayAsync("late", "민수")).ShouldBeNull();
    }

    [Theory]
    [InlineData("내 이름은 민수야", "민수", true, true)]
    [InlineData("난 짱구야", "짱구", true, false)]
    [InlineData("내 이름은 김@수야", "김@수", false, false)]
    [InlineData("나는 학생이야", null, false, false)]
    public async Task ExtractName_Utterance_ShowsWhatWouldBeTaken(string utterance, string? name, bool isValid, bool isCertain)
    {
        await using var scope = app.Services.CreateAsyncScope();

        var extracted = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExtractName(utterance));

        extracted.Value.ShouldBe(new ExtractedName(name, isValid, isCertain));
    }

    protected static ChannelIdentity Identity(string externalId) => new(Kakao, "kakao", "bot-1", externalId);

    protected async Task<T> InScopeAsync<T>(Func<IPeople, Task<T>> call)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var result = await call(scope.ServiceProvider.GetRequiredService<IPeople>());
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        return result;
    }

    private Task<NameReply?> SayAsync(string externalId, string utterance) => InScopeAsync(async people =>
    {
        var person = await people.FindOrCreateAsync(Identity(externalId), default);
        return await people.HearAsync(person.Id, utterance, default);
    });
}

public sealed class PeopleTests_InMemory(UsersInMemoryApp app) : PeopleTests(app), IClassFixture<UsersInMemoryApp>;

public sealed class PeopleTests_PostgreSql(UsersPostgreSqlApp app) : PeopleTests(app), IClassFixture<UsersPostgreSqlApp>
{
    [Fact]
    public async Task FindOrCreateAsync_ManyAtOnce_OneCommitsAndTheOthersFindThem()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return await InScopeAsync(p => p.FindOrCreateAsync(Identity("race"), default));
            }
            catch (DbUpdateException)
            {
                return null; // the index refused it: to be repeated in a new scope
            }
        }));

        var person = await InScopeAsync(p => p.FindOrCreateAsync(Identity("race"), default));
        tries.OfType<Person>().ShouldAllBe(p => p.Id == person.Id);
    }
}
