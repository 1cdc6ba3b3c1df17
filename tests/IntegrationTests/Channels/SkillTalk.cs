using System.Text.Json;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>People who talk to the skill, and an operator who looks at their tasks.</summary>
public abstract class SkillTalk(TestApp app) : IAsyncLifetime
{
    private static int _people;

    protected TestApp App { get; } = app;

    protected HttpClient Kakao { get; private set; } = null!;

    protected HttpClient Admin { get; private set; } = null!;

    public Task InitializeAsync()
    {
        (Kakao, Admin) = (App.CreateClient(), App.CreateAdmin());
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        Kakao.Dispose();
        Admin.Dispose();
        return Task.CompletedTask;
    }

    protected static string NewPerson() => $"person-{Interlocked.Increment(ref _people)}";

    protected Task<JsonElement> SayAsync(string person, string utterance, string? callbackUrl = null) =>
        Kakao.PostAsync("/skill", new { userRequest = new { utterance, user = new { id = person }, callbackUrl } }).JsonAsync();

    protected static IReadOnlyList<string> TextsOf(JsonElement reply) =>
        [.. reply.GetProperty("template").GetProperty("outputs").EnumerateArray().Select(o => o.GetProperty("simpleText").Str("text"))];

    protected static IReadOnlyList<string> ButtonsOf(JsonElement reply) => reply.GetProperty("template").TryGetProperty("quickReplies", out var buttons)
        ? [.. buttons.EnumerateArray().Select(b => b.Str("label"))]
        : [];

    protected async Task<JsonElement> TaskOfAsync(string question, Func<JsonElement, bool>? until = null)
    {
        JsonElement found = default;
        await Http.EventuallyAsync(async () =>
        {
            var page = await Admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync();
            found = page.GetProperty("tasks").EnumerateArray().FirstOrDefault(t => t.GetProperty("question").GetString() == question);
            return found.ValueKind == JsonValueKind.Object && until?.Invoke(found) != false;
        });
        return found;
    }

    protected static Func<JsonElement, bool> Delivery(string state) => task => task.GetProperty("delivery").Str("state") == state;

    protected Task<JsonElement> WelcomeAsync(string person) =>
        Kakao.PostAsync("/welcome", new { userRequest = new { user = new { id = person } } }).JsonAsync();
}

public sealed class SkillInMemoryApp : InMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SkillSettings.Quick;
}

public sealed class SkillPostgreSqlApp : PostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SkillSettings.Quick;
}

internal static class SkillSettings
{
    /// <summary>Workers for every test at once, and less waiting for answers that a test holds back.</summary>
    public static readonly Dictionary<string, string> Quick = new()
    {
        ["AI_WORKER_PARALLELISM"] = "32",
        ["KAKAO_QUICK_SECONDS"] = "1",
        ["KAKAO_QUICK_SECONDS_NO_CALLBACK"] = "4.2", // other tests keep the processors busy
    };

    /// <summary>One worker, and room for one more question.</summary>
    public static readonly Dictionary<string, string> Narrow = new()
    {
        ["AI_WORKER_PARALLELISM"] = "1",
        ["AI_QUEUE_LIMIT"] = "1",
        ["KAKAO_QUICK_SECONDS_NO_CALLBACK"] = "0.5",
    };
}
