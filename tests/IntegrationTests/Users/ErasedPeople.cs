using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>People with something of everything, and every trace of them in any table.</summary>
public abstract class ErasedPeople(TestApp app)
{
    private static int _ids;

    protected TestApp App { get; } = app;

    protected static string NewId() => $"지우-{Interlocked.Increment(ref _ids)}-{Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N")[20..]}";

    protected static string Url(string user) => $"/api/users/{Uri.EscapeDataString(user)}";

    protected static Task<HttpResponseMessage> EraseAsync(HttpClient client, string user) => client.DeleteAsync(Url(user));

    protected static int Count(JsonElement erased, string kind) => erased.GetProperty(kind).GetInt32();

    protected static Task SayAsync(HttpClient kakao, string person, string utterance) =>
        kakao.PostAsync("/skill", new { userRequest = new { utterance, user = new { id = person } } }).StatusAsync(HttpStatusCode.OK);

    /// <summary>Name, summary, a session that was made and used with idempotency keys: two turns.</summary>
    protected static async Task<string> FillAsync(HttpClient client, string user)
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

    protected static Task EventuallyLogsAsync(HttpClient client, string user, int count) => Http.EventuallyAsync(async () =>
        (await client.GetAsync($"/api/conversation/logs?user_id={Uri.EscapeDataString(user)}").JsonAsync()).GetProperty("logs").GetArrayLength() == count);

    /// <summary>Somebody else's conversation in which the person asked as well.</summary>
    protected async Task<string> SharedByOthersAsync(HttpClient client, string user)
    {
        var session = await client.NewSessionAsync(new { user_id = NewId() });
        await AskInAsync(session, user, $"끼어든 질문 {user}"); // its title
        await client.ChatAsync(session, "남의 질문").StatusAsync(HttpStatusCode.OK);
        return session;
    }

    private protected static MessageId Ask(AppDbContext db, Conversation conversation, string text, string? user = null)
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

    protected async Task AskInAsync(string session, string user, string text)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var id = new ConversationId(Guid.Parse(session));
        Ask(db, await db.Conversations.SingleAsync(c => c.Id == id), text, user);
        await db.SaveChangesAsync();
    }

    protected async Task<string> KakaoUserAsync(string key)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return (await (from i in db.UserIdentities where i.ExternalId == key join u in db.AppUsers on i.AppUserId equals u.Id select u.UserId).SingleAsync()).Value;
    }

    protected async Task<int> EventsAsync(string user)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().EventLog.CountAsync(e => e.UserId == new UserId(user));
    }

    /// <summary><c>table.column</c> of everything, in whatever table of the model, that holds the text.</summary>
    protected async Task<List<string>> TracesAsync(string text)
    {
        await using var scope = App.Services.CreateAsyncScope();
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

    protected async Task<List<string>> TablesOfPeopleAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        return
        [
            .. from entity in scope.ServiceProvider.GetRequiredService<AppDbContext>().Model.GetEntityTypes()
               from property in entity.GetProperties()
               where entity.FindPrimaryKey() is not null || App is PostgreSqlApp // what only triggers fill
               where property.ClrType == typeof(UserId) || property.ClrType == typeof(UserId?) || property.GetColumnName() == "user_id"
               select NameOf(property),
        ];
    }

    private static string NameOf(IProperty property) => $"{property.DeclaringType.ContainingEntityType.GetTableName()}.{property.GetColumnName()}";

    private static string? ValueOf(IProperty property, object row) => property.PropertyInfo?.GetValue(row)?.ToString();
}
