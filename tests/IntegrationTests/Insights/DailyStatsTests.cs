using System.Globalization;
using System.Net;
using System.Text.Json;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Insights;

public abstract class DailyStatsTests(TestApp app)
{
    private readonly string _robeing = Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N");
    private readonly ClientId _client = ClientId.New(TimeProvider.System.Now());

    private static List<JsonElement> Days(JsonElement report) => [.. report.GetProperty("days").EnumerateArray()];

    private async Task<JsonElement> ReadAsync(string query)
    {
        using var admin = app.CreateAdmin();
        return await admin.GetAsync($"/api/conversation/stats/daily?robeing_id={_robeing}&{query}").JsonAsync();
    }

    [Theory]
    [InlineData("Asia/Seoul", "2026-03-01", "2026-03-01T14:59:59Z", "2026-03-01T15:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-03-01", "2026-03-01T18:29:59Z", "2026-03-01T18:30:00Z")]
    [InlineData("Asia/Kathmandu", "2026-03-01", "2026-03-01T18:14:59Z", "2026-03-01T18:15:00Z")]
    [InlineData("Australia/Darwin", "2026-03-01", "2026-03-01T14:29:59Z", "2026-03-01T14:30:00Z")]
    [InlineData("America/New_York", "2026-03-07", "2026-03-08T04:59:59Z", "2026-03-08T05:00:00Z")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-02T04:59:59Z", "2026-11-02T05:00:00Z")]
    [InlineData("UTC", "2026-03-01", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z")]
    public async Task Daily_BothSidesOfMidnight_AreOnTheirLocalDays(string zone, string day, string before, string after)
    {
        await SayAsync("minsu", before, MessageStatus.Completed);
        await SayAsync("younghee", after, MessageStatus.Failed);
        await SayAsync("minsu", after, MessageStatus.Completed);
        await app.RollUpAsync();
        var next = DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(1);

        var days = Days(await ReadAsync($"tz={zone}&from={day}&to={next.AddDays(1):yyyy-MM-dd}"));

        days.Select(d => d.Str("date")).ShouldBe([day, $"{next:yyyy-MM-dd}", $"{next.AddDays(1):yyyy-MM-dd}"]);
        days.Select(d => d.GetProperty("conversations").GetInt32()).ShouldBe([1, 2, 0]);
        days.Select(d => d.GetProperty("messages").GetInt32()).ShouldBe([2, 4, 0]);
        days.Select(d => d.GetProperty("users").GetInt32()).ShouldBe([1, 2, 0]);
        days.Select(d => d.GetProperty("failed").GetInt32()).ShouldBe([0, 1, 0]);
        days.Select(d => d.GetProperty("input_tokens").GetInt64()).ShouldBe([40, 40, 0]);
        days.Select(d => d.GetProperty("output_tokens").GetInt64()).ShouldBe([7, 7, 0]);
    }

    [Fact]
    public async Task Daily_SamePersonInManyQuarters_IsOneUserADay()
    {
        await SayAsync("민수", "2026-03-01T01:00:00Z", MessageStatus.Completed);
        await SayAsync("민수", "2026-03-01T09:00:00Z", MessageStatus.Completed);
        await SayAsync("영희", "2026-03-01T09:00:00Z", MessageStatus.Completed);
        await app.RollUpAsync();

        Days(await ReadAsync("from=2026-03-01&to=2026-03-01")).ShouldHaveSingleItem().GetProperty("users").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Daily_OnePerson_ComesFromTheLogWithoutARollUp()
    {
        await SayAsync("민수", "2026-03-01T15:00:00Z", MessageStatus.Completed);
        await SayAsync("민수", "2026-03-01T15:20:00Z", MessageStatus.Failed);
        await SayAsync("영희", "2026-03-01T15:00:00Z", MessageStatus.Completed);

        var report = await ReadAsync($"from=2026-03-01&to=2026-03-02&tz=Asia/Seoul&user_id={Uri.EscapeDataString("민수")}");

        Days(report).Select(d => (d.GetProperty("conversations").GetInt32(), d.GetProperty("users").GetInt32(), d.GetProperty("failed").GetInt32()))
            .ShouldBe([(0, 0, 0), (2, 1, 1)]);
    }

    [Fact]
    public async Task Daily_ChatKey_SeesItsOwnClientsThirtyDays()
    {
        using var client = await app.NewClientAsync();
        using var other = await app.NewClientAsync();
        await client.ChatAsync(await client.NewSessionAsync(), "안녕하세요").StatusAsync(HttpStatusCode.OK);
        await app.RollUpAsync();

        var own = await client.GetAsync("/api/conversation/stats/daily?tz=Asia/Seoul").JsonAsync();
        var others = await other.GetAsync("/api/conversation/stats/daily").JsonAsync();

        Days(own).Count.ShouldBe(30);
        Days(own).Sum(d => d.GetProperty("conversations").GetInt32()).ShouldBe(1);
        Days(own).Sum(d => d.GetProperty("input_tokens").GetInt32()).ShouldBe(7);
        Days(others).Sum(d => d.GetProperty("conversations").GetInt32()).ShouldBe(0);
        own.GetProperty("as_of").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.Now().AddMinutes(-10));
    }

    [Theory]
    [InlineData("from=2024-01-01&to=2024-12-31", 366)]
    [InlineData("to=0001-01-02&tz=Asia/Seoul", 1)]
    [InlineData("from=9999-12-30&to=9999-12-30&tz=America/New_York", 1)]
    public async Task Daily_WidestDays_AreAllThere(string query, int days) => Days(await ReadAsync(query)).Count.ShouldBe(days);

    [Theory]
    [InlineData("tz=Mars/Base", "tz")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-03-01T00:00:00Z", "from")]
    [InlineData("from=0001-01-01", "from")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("from=2026-03-02&to=2026-03-01", "from")]
    [InlineData("from=2024-01-01&to=2025-01-01", "to")]
    public async Task Daily_WrongQuery_Is400ThatNamesTheField(string query, string field)
    {
        using var client = await app.NewClientAsync();

        var problem = await client.GetAsync("/api/conversation/stats/daily?" + query).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.GetRawText());
    }

    private Task<TurnFacts> SayAsync(string user, string at, MessageStatus status) =>
        app.SayAsync(_client, user, _robeing, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), status);
}

public sealed class DailyStatsTests_InMemory(InMemoryApp app) : DailyStatsTests(app), IClassFixture<InMemoryApp>;

public sealed class DailyStatsTests_PostgreSql(PostgreSqlApp app) : DailyStatsTests(app), IClassFixture<PostgreSqlApp>;
