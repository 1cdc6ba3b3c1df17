using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.Api.Hosting;

namespace ChatPlatform.IntegrationTests.Hosting;

public sealed class HealthTests(HttpApp app) : IClassFixture<HttpApp>
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/api/health")]
    public async Task Get_Health_ReportsStatusVersionAndUptime(string path)
    {
        var report = await app.Client.GetFromJsonAsync<JsonElement>(path);

        report.EnumerateObject().Select(p => p.Name).ShouldBe(["status", "version", "uptime_seconds"]);
        report.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task IsReadyAsync_AskedOften_AsksOnceASecond()
    {
        var readiness = new HttpApp.SwitchedReadiness();
        var probe = new ReadinessProbe(readiness, TimeProvider.System);

        for (var i = 0; i < 50; i++)
        {
            (await probe.IsReadyAsync()).ShouldBeTrue();
        }

        readiness.Asked.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task IsReadyAsync_DatabaseThatThrows_IsFalse() =>
        (await new ReadinessProbe(new HttpApp.SwitchedReadiness { Answer = _ => throw new TimeoutException() }, TimeProvider.System)
            .IsReadyAsync()).ShouldBeFalse();

    [Fact]
    public async Task Get_DatabaseThatHangs_IsDegradedAndNotReadyWithinTwoSeconds()
    {
        await using var hanging = new AsyncHttpApp();
        hanging.App.Readiness.Answer = _ => new TaskCompletionSource<bool>().Task; // ignores its token
        await hanging.App.InitializeAsync();
        var watch = Stopwatch.StartNew();

        var report = await hanging.App.Client.GetFromJsonAsync<JsonElement>("/health");
        var ready = await hanging.App.Client.GetAsync("/health/ready");
        var live = await hanging.App.Client.GetAsync("/health/live");

        report.GetProperty("status").GetString().ShouldBe("degraded");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private sealed class AsyncHttpApp : IAsyncDisposable
    {
        public HttpApp App { get; } = new();

        public async ValueTask DisposeAsync() => await App.DisposeAsync();
    }
}
