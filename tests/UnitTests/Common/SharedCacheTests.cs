using ChatPlatform.Infrastructure.Common;

namespace ChatPlatform.UnitTests.Common;

public sealed class SharedCacheTests
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _clock = new();
    private int _reads;

    [Fact]
    public async Task GetAsync_ManyWhoMissTogether_ShareOneRead()
    {
        var answer = new TaskCompletionSource<string>();
        var cache = Cache(_ => answer.Task);
        var waiting = Enumerable.Range(0, 100).Select(_ => cache.GetAsync("a", Age, out bool _)).ToList();

        answer.SetResult("value");

        (await Task.WhenAll(waiting)).ShouldAllBe(v => v == "value");
        _reads.ShouldBe(1);
    }

    [Fact]
    public async Task GetAsync_OfAge_ReadsAgain()
    {
        var cache = Cache(_ => Task.FromResult($"read {_reads}"));
        (await cache.GetAsync("a", Age, out var first)).ShouldBe("read 1");
        (await cache.GetAsync("a", Age, out var second)).ShouldBe("read 1");
        (first, second).ShouldBe((false, true));

        _clock.Advance(TimeSpan.FromSeconds(2));
        (await cache.GetAsync("a", TimeSpan.FromSeconds(1), out _)).ShouldBe("read 2");
        (await cache.GetAsync("a", Age, out _)).ShouldBe("read 2");
        _clock.Advance(Age);
        (await cache.GetAsync("a", Age, out _)).ShouldBe("read 3");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forget_WhileAReadIsUnderWay_LeavesNothingOldBehind(bool all)
    {
        var old = new TaskCompletionSource<string>();
        var cache = Cache(_ => _reads == 1 ? old.Task : Task.FromResult("new"));
        var before = cache.GetAsync("a", Age, out _);

        if (all)
        {
            cache.ForgetAll();
        }
        else
        {
            cache.Forget("a");
        }

        old.SetResult("old");
        (await before).ShouldBe("old");
        (await cache.GetAsync("a", Age, out _)).ShouldBe("new");
    }

    [Fact]
    public async Task GetAsync_ReadThatFailed_IsTriedAgain()
    {
        var cache = Cache(_ => _reads == 1 ? Task.FromException<string>(new IOException("away")) : Task.FromResult("value"));

        await Should.ThrowAsync<IOException>(cache.GetAsync("a", Age, out _));
        (await cache.GetAsync("a", Age, out _)).ShouldBe("value");
    }

    [Fact]
    public async Task GetAsync_ReadThatHangs_EndsAfterFiveSeconds()
    {
        var cache = new SharedCache<string, string>(async (_, limit) =>
        {
            await Task.Delay(Timeout.Infinite, limit);
            return "";
        }, 10, _clock);
        var hanging = cache.GetAsync("a", Age, out _);

        _clock.Advance(TimeSpan.FromSeconds(5));

        await Should.ThrowAsync<TimeoutException>(hanging);
    }

    [Fact]
    public async Task GetAsync_MoreKeysThanFit_StaysBounded()
    {
        var cache = Cache(Task.FromResult);
        for (var i = 0; i < 25; i++)
        {
            await cache.GetAsync($"key {i}", Age, out _);
            cache.Count.ShouldBeLessThanOrEqualTo(10);
        }
    }

    private SharedCache<string, string> Cache(Func<string, Task<string>> read) => new((key, _) =>
    {
        _reads++;
        return read(key);
    }, 10, _clock);
}
