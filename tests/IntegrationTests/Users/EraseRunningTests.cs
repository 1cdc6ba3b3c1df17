using System.Net;
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
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>What runs for a person while they are erased does not bring them back.</summary>
public abstract class EraseRunningTests(TestApp app) : ErasedPeople(app)
{
    [Fact]
    public async Task Erase_WhileAnAnswerIsWritten_StopsItAndNothingComesBack()
    {
        var user = NewId();
        using var client = await App.NewClientAsync();
        var session = await client.NewSessionAsync(new { user_id = user });
        var question = $"쓰는 중에 지워 주세요 {user}";
        var held = App.Model.Hold(question);
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
        using var kakao = App.CreateClient();
        using var admin = App.CreateAdmin();
        var (first, second) = ($"첫 질문 {key}", $"다음 질문 {key}");
        var held = App.Model.Hold(first);
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
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            person = await services.GetRequiredService<IPeople>().FindOrCreateAsync(new ChannelIdentity(ChannelClients.Kakao, "kakao", "", key), default);
            var talk = Conversation.Start(ChannelClients.Kakao, person.UserId, new ConversationPlace("kakao"), TimeProvider.System.Now());
            last = Ask(services.GetRequiredService<AppDbContext>(), talk, $"기억해 줘 {key}").Value;
            services.GetRequiredService<AppDbContext>().Add(talk);
            await services.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        }

        var held = App.Model.Hold($"[지금까지의 기록]\n없음\n\n[새 대화]\n사람: 기억해 줘 {key}\nAI: 네\n");
        var now = TimeProvider.System.Now();
        var running = App.Services.GetServices<ITaskHandler>().Single(h => h.Kind == "user_summary").RunAsync(
            new TaskAttempt(Guid.CreateVersion7(now), last, Guid.CreateVersion7(now), IsLast: false, now.AddHours(1)), default);
        await held.AskedAsync();
        using var admin = App.CreateAdmin();
        await EraseAsync(admin, person.UserId.Value).StatusAsync(HttpStatusCode.OK);

        held.Say("기억하면 안 되는 것");
        held.Finish();

        (await running).ShouldBe(new TaskResult.Postponed(TimeSpan.Zero));
        (await TracesAsync(person.UserId.Value)).ShouldBeEmpty();
        (await TracesAsync("기억하면 안 되는 것")).ShouldBeEmpty();
    }
}

public sealed class EraseRunningTests_InMemory(SkillInMemoryApp app) : EraseRunningTests(app), IClassFixture<SkillInMemoryApp>;

public sealed class EraseRunningTests_PostgreSql(SkillPostgreSqlApp app) : EraseRunningTests(app), IClassFixture<SkillPostgreSqlApp>
{
    [Fact]
    public async Task Erase_KakaoPersonWhoGoesOnWriting_EveryUtteranceIsTakenInAndErasedOrANewPersons()
    {
        var key = $"writer-{NewId()[^12..]}";
        using var kakao = App.CreateClient();
        using var admin = App.CreateAdmin();
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
