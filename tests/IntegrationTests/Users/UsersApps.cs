using System.Collections.Concurrent;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Access;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>What the users' tests turn and see: the clock, the tasks that were added, the events that were told.</summary>
public sealed class Surroundings
{
    public ManualClock Clock { get; } = new();

    public ConcurrentQueue<NewTask> Tasks { get; } = new();

    public RecordedEvents Events { get; } = new();

    public void Install(IWebHostBuilder builder) => builder.ConfigureTestServices(services =>
    {
        var queue = Substitute.For<ITaskQueue>();
        queue.Add(Arg.Do<NewTask>(Tasks.Enqueue)).Returns(call => call.Arg<NewTask>().Subject);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(queue);
        services.AddSingleton<IEventLog>(Events);
    });
}

public sealed class RecordedEvents : IEventLog
{
    public ConcurrentQueue<PlatformEvent> All { get; } = new();

    public void Record(PlatformEvent platformEvent) => All.Enqueue(platformEvent);

    public IEnumerable<string> TextsOf(string user) => All.Where(e => e.UserId == new UserId(user)).Select(e => e.Text);
}

public interface ISurrounded
{
    Surroundings Around { get; }
}

public class UsersInMemoryApp : InMemoryApp, ISurrounded
{
    public Surroundings Around { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Around.Install(builder);
    }
}

public class UsersPostgreSqlApp : PostgreSqlApp, ISurrounded
{
    public Surroundings Around { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Around.Install(builder);
    }
}
