using ChatPlatform.Application.Prompts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Prompts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Prompts;

/// <summary>The cache alone, with a clock that is moved by hand and a database whose reads are counted.</summary>
public sealed class ActivePromptsTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> None = [];
    private readonly ManualClock _clock = new();
    private readonly ServiceProvider _services;
    private readonly ActivePrompts _prompts;
    private int _reads;

    public ActivePromptsTests()
    {
        var name = Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N");
        _services = new ServiceCollection()
            .AddDbContext<AppDbContext>(o => o.UseInMemoryDatabase(name))
            .AddScoped<IPromptsDb>(p =>
            {
                Interlocked.Increment(ref _reads);
                return p.GetRequiredService<AppDbContext>();
            })
            .BuildServiceProvider();
        _prompts = new ActivePrompts(_services.GetRequiredService<IServiceScopeFactory>(), _clock);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task RenderAsync_WithinASecond_ReadsOnce()
    {
        await StoreAsync("cached", "text");

        for (var i = 0; i < 100; i++)
        {
            (await _prompts.RenderAsync("cached", None, default)).Value!.SystemPrompt.ShouldBe("text");
        }

        _reads.ShouldBe(1);
    }

    [Fact]
    public async Task RenderAsync_AfterASecond_SeesWhatAnotherNodeActivated()
    {
        await StoreAsync("remote", "old");
        await _prompts.RenderAsync("remote", None, default);
        await ReplaceAsync("remote", "new");

        (await _prompts.RenderAsync("remote", None, default)).Value!.SystemPrompt.ShouldBe("old");
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await _prompts.RenderAsync("remote", None, default)).Value!.SystemPrompt.ShouldBe("new");
    }

    [Fact]
    public async Task Forget_AfterTheCommit_IsSeenByTheNextCall()
    {
        await StoreAsync("local", "old");
        await _prompts.RenderAsync("local", None, default);
        await ReplaceAsync("local", "new");

        _prompts.Forget();

        (await _prompts.RenderAsync("local", None, default)).Value!.SystemPrompt.ShouldBe("new");
    }

    private async Task StoreAsync(string name, string text)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Add(PromptTemplate.NextVersion(name, 0, new PromptContent(text), _clock.Now()));
        await db.SaveChangesAsync();
    }

    private async Task ReplaceAsync(string name, string text)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var next = PromptTemplate.NextVersion(name, 1, new PromptContent(text), _clock.Now());
        db.Add(next);
        next.ActivateInsteadOf(await db.PromptTemplates.SingleAsync(p => p.Name == name && p.IsActive), _clock.Now());
        await db.SaveChangesAsync();
    }

    private sealed class ManualClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _now.UtcTicks;

        public void Advance(TimeSpan by) => _now += by;
    }
}
