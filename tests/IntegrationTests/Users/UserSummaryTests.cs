using System.Net;
using System.Net.Http.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Infrastructure.Users;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>From a conversation that is over to a summary of the person, on each provider. Each test has a client, and so people, of its own.</summary>
public abstract class UserSummaryTests(TestApp app)
{
    private readonly Surroundings _around = ((ISurrounded)app).Around;
    private readonly ClientId _kakao = new(Guid.CreateVersion7(TimeProvider.System.Now()));

    private TimeProvider Clock => _around.Clock;

    [Fact]
    public async Task Sweep_ConversationIsOver_AsksForItOnce()
    {
        var person = await MeetAsync("over");
        var talk = await TalkAsync(person, turns: 2);
        (await SweptAsync()).ShouldBeEmpty();

        _around.Clock.Advance(TimeSpan.FromMinutes(31));
        var task = (await SweptAsync()).ShouldHaveSingleItem();
        (await SweptAsync()).ShouldHaveSingleItem();

        (task.Kind, task.Lane, task.Priority).ShouldBe(("user_summary", person.Id, -10));
        task.Subject.ShouldBe(await LastMessageAsync(talk));
    }

    [Fact]
    public async Task Sweep_ConversationOfAnotherChannel_IsFoundByThePersonsIdentity()
    {
        var person = await MeetAsync("elsewhere", "slack");
        await TalkAsync(person, turns: 1, "slack");
        await TalkAsync(person, turns: 1, "api");
        _around.Clock.Advance(TimeSpan.FromMinutes(31));

        (await SweptAsync()).ShouldHaveSingleItem().Lane.ShouldBe(person.Id);
        using var admin = app.CreateAdmin();
        await admin.DeleteAsync(Url(person)).StatusAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Find_SessionsThatLastForDays_FindsThoseThatAreOver()
    {
        var person = await MeetAsync("days");
        await TalkAsync(person, turns: 1);
        var days = new SessionOptions { IdleTimeout = TimeSpan.FromDays(3) };
        var conversations = new RipeConversations(
            app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<IRobeings>(), days, Clock);

        (await FoundAsync()).ShouldBe(0);
        _around.Clock.Advance(days.IdleTimeout + TimeSpan.FromHours(1));
        (await FoundAsync()).ShouldBe(1);

        async Task<int> FoundAsync()
        {
            var found = 0;
            await foreach (var ripe in conversations.FindAsync(Clock.Now() - TimeSpan.FromDays(4), Clock.Now(), default))
            {
                found += ripe.Person.Value == person.Id ? 1 : 0;
            }

            return found;
        }
    }

    [Fact]
    public async Task Sweep_TwentyTurns_AsksAlthoughItGoesOn()
    {
        var person = await MeetAsync("long");
        var talk = await TalkAsync(person, turns: 19);
        (await SweptAsync()).ShouldBeEmpty();
        await GoOnAsync(talk);

        (await SweptAsync()).ShouldHaveSingleItem();
        await GoOnAsync(talk);
        (await SweptAsync()).ShouldHaveSingleItem(); // the next one after twenty more
    }

    [Fact]
    public async Task Run_ConversationOfAPerson_StoresWhatTheModelSays()
    {
        var person = await MeetAsync("summary");
        var talk = await TalkAsync(person, turns: 2);

        var result = await RunAsync(await LastMessageAsync(talk));

        result.ShouldBe(new TaskResult.Completed(12));
        var (messages, options) = app.Model.Asked.Last(a => a.Messages[^1].Text.Contains(Mark(talk), StringComparison.Ordinal));
        messages[^1].Text.ShouldContain("사람: 질문 1");
        (options.Temperature, options.MaxOutputTokens).ShouldBe((0.2f, 300));
        (await MeetAsync("summary")).Summary.ShouldNotBeNull().ShouldContain("질문 2");
    }

    [Fact]
    public async Task Run_Again_DoesNothingMore()
    {
        var person = await MeetAsync("again");
        var talk = await TalkAsync(person, turns: 1);
        var last = await LastMessageAsync(talk);
        await RunAsync(last);
        var asked = app.Model.Asked.Count;

        (await RunAsync(last)).ShouldBe(new TaskResult.Completed());

        app.Model.Asked.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Run_AfterMoreWasSaid_ReadsOnlyThatAndTheSummary()
    {
        var person = await MeetAsync("more");
        var talk = await TalkAsync(person, turns: 1);
        await RunAsync(await LastMessageAsync(talk));
        await GoOnAsync(talk, "새로운 이야기");

        await RunAsync(await LastMessageAsync(talk));

        var request = app.Model.Asked.Last(a => a.Messages[^1].Text.Contains("새로운 이야기", StringComparison.Ordinal)).Messages[^1].Text;
        request.ShouldContain("질문 1"); // the model that echoes made it the summary
        request.Split("[새 대화]")[^1].ShouldNotContain("질문 1");
    }

    [Fact]
    public async Task Run_SummaryOfAPerson_IsHandedToTheModelAsToBeKept()
    {
        var person = await MeetAsync("edited");
        using var admin = app.CreateAdmin();
        await admin.PutAsJsonAsync(Url(person), new { summary = "사람이 쓴 것" }).StatusAsync(HttpStatusCode.OK);
        var talk = await TalkAsync(person, turns: 1);

        await RunAsync(await LastMessageAsync(talk));

        var messages = app.Model.Asked.Last(a => a.Messages[^1].Text.Contains(Mark(talk), StringComparison.Ordinal)).Messages;
        messages[^1].Text.ShouldContain("사람이 쓴 것");
        messages[0].Text.ShouldContain("사람이 직접 고친 것");
        (await admin.GetAsync(Url(person)).JsonAsync()).GetProperty("edited_by_person").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Run_ErasedMeanwhile_DoesNotComeBack()
    {
        var person = await MeetAsync("erased");
        var talk = await TalkAsync(person, turns: 1);
        var last = await LastMessageAsync(talk);
        var answer = app.Model.Hold($"[지금까지의 기록]\n없음\n\n[새 대화]\n사람: 질문 1 {Mark(talk)}\nAI: 답 1\n");
        var running = RunAsync(last);
        await answer.AskedAsync();
        using var admin = app.CreateAdmin();
        await admin.DeleteAsync(Url(person)).StatusAsync(HttpStatusCode.NoContent);

        answer.Say("기억하면 안 되는 것");
        answer.Finish();

        (await running).ShouldBe(new TaskResult.Postponed(TimeSpan.Zero));
        (await RunAsync(last)).ShouldBe(new TaskResult.Completed());
        (await MeetAsync("erased")).Summary.ShouldBeNull();
        _around.Clock.Advance(TimeSpan.FromMinutes(31));
        (await SweptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_ModelFails_IsTriedAgain()
    {
        var person = await MeetAsync("failing");
        var talk = await TalkAsync(person, turns: 1);
        var answer = app.Model.Hold($"[지금까지의 기록]\n없음\n\n[새 대화]\n사람: 질문 1 {Mark(talk)}\nAI: 답 1\n");
        var error = new Error(ErrorKind.Timeout, "model.timeout", "The model did not answer in time.");
        answer.Fail(new ModelFailedException(error));

        (await RunAsync(await LastMessageAsync(talk))).ShouldBe(new TaskResult.Failed(error));

        (await MeetAsync("failing")).Summary.ShouldBeNull();
    }

    [Theory]
    [InlineData(ModelFailedException.CircuitOpen, 5, 60)]
    [InlineData("model.unavailable", null, 60)]
    [InlineData("model.overloaded", 300, 300)]
    public async Task Run_ModelIsAway_WaitsWithoutUsingUpAnAttempt(string code, int? retryAfter, int pause)
    {
        var person = await MeetAsync(code);
        var talk = await TalkAsync(person, turns: 1);
        var answer = app.Model.Hold($"[지금까지의 기록]\n없음\n\n[새 대화]\n사람: 질문 1 {Mark(talk)}\nAI: 답 1\n");
        answer.Fail(new ModelFailedException(new Error(ErrorKind.Unavailable, code, "The model is away."))
        {
            RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        });

        (await RunAsync(await LastMessageAsync(talk))).ShouldBe(new TaskResult.Postponed(TimeSpan.FromSeconds(pause)));
    }

    [Fact]
    public async Task Run_NothingToRemember_IsNotAskedAgain()
    {
        var person = await MeetAsync("nothing");
        var talk = await TalkAsync(person, turns: 1);
        var answer = app.Model.Hold($"[지금까지의 기록]\n없음\n\n[새 대화]\n사람: 질문 1 {Mark(talk)}\nAI: 답 1\n");
        answer.Say("없음.");
        answer.Finish();

        await RunAsync(await LastMessageAsync(talk));

        (await MeetAsync("nothing")).Summary.ShouldBeNull();
        _around.Clock.Advance(TimeSpan.FromMinutes(31));
        (await SweptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_ConversationIsGone_IsDone() =>
        (await RunAsync(Guid.CreateVersion7(Clock.Now()))).ShouldBe(new TaskResult.Completed());

    [Fact]
    public async Task Run_NumbersOfAPerson_AreNotSentToTheModel()
    {
        var person = await MeetAsync("masked");
        var talk = await TalkAsync(person, turns: 0);
        await GoOnAsync(talk, "제 번호는 010-1234-5678이에요");

        await RunAsync(await LastMessageAsync(talk));

        app.Model.Asked.Last(a => a.Messages[^1].Text.Contains(Mark(talk), StringComparison.Ordinal)).Messages[^1].Text
            .ShouldContain("제 번호는 [전화번호]이에요");
    }

    /// <summary>The id without digits, which could look like somebody's account number.</summary>
    private static string Mark(Guid talk) => string.Concat(talk.ToString("N").Select(c => char.IsDigit(c) ? (char)(c - '0' + 'g') : c));

    private static string Url(Person person) => $"/api/users/{person.UserId.Value}/summary";

    private async Task<Person> MeetAsync(string externalId, string channel = "kakao")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<IPeople>()
            .FindOrCreateAsync(new ChannelIdentity(_kakao, channel, "", externalId), default);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        return person;
    }

    /// <summary>A conversation whose lines carry its mark, so that the requests of one test are told from another's.</summary>
    private async Task<Guid> TalkAsync(Person person, int turns, string channel = "kakao")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var conversation = Conversation.Start(_kakao, person.UserId, new ConversationPlace(channel), Clock.Now());
        scope.ServiceProvider.GetRequiredService<IConversationsDb>().Conversations.Add(conversation);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        for (var turn = 1; turn <= turns; turn++)
        {
            await GoOnAsync(conversation.Id.Value, $"질문 {turn}", $"답 {turn}");
        }

        return conversation.Id.Value;
    }

    private async Task GoOnAsync(Guid talk, string question = "그리고", string answer = "네")
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IConversationsDb>();
        var now = Clock.Now();
        var conversation = (await db.Conversations.FindAsync(new ConversationId(talk)))!;
        var (asked, awaited) = conversation.Ask(MessageId.New(now), MessageId.New(now), $"{question} {Mark(talk)}", now);
        awaited.End(TurnOutcome.Completed(answer, "stop", now));
        db.Messages.AddRange(asked, awaited);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
    }

    private async Task<Guid> LastMessageAsync(Guid talk)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<IConversationsDb>().Messages
            .Where(m => m.ConversationId == new ConversationId(talk)).OrderByDescending(m => m.Position).Select(m => m.Id).First().Value;
    }

    /// <summary>All tasks for this test's people after one more pass; the app's own pass of every minute may have added some.</summary>
    private async Task<List<NewTask>> SweptAsync()
    {
        await app.Services.GetRequiredService<SummarySweep>().RunOnceAsync(default);
        return [.. _around.Tasks.Where(t => t.ClientId == _kakao)];
    }

    private Task<TaskResult> RunAsync(Guid subject)
    {
        var now = Clock.Now();
        var handler = app.Services.GetServices<ITaskHandler>().Single(h => h.Kind == "user_summary");
        return handler.RunAsync(
            new TaskAttempt(Guid.CreateVersion7(now), subject, Guid.CreateVersion7(now), IsLast: false, now.AddHours(1)), default);
    }
}

public sealed class UserSummaryTests_InMemory(UsersInMemoryApp app) : UserSummaryTests(app), IClassFixture<UsersInMemoryApp>;

public sealed class UserSummaryTests_PostgreSql(UsersPostgreSqlApp app) : UserSummaryTests(app), IClassFixture<UsersPostgreSqlApp>;
