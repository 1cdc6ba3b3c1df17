using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.IntegrationTests.Access;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>Two apps in a workspace that is named, whose log can be read, and in which things can go wrong.</summary>
public sealed class SlackEdges
{
    /// <summary>The robeing here has a card that cannot be read.</summary>
    public const string BrokenChannel = "C0BROKEN";

    /// <summary>The second app; <c>two</c> answers for it.</summary>
    public const string SecondApp = "A0TWO";

    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SLACK_SIGNING_SECRET"] = "",
        ["SLACK_BOT_TOKEN"] = "",
        ["Slack:Workspaces:0:TeamId"] = "T0TEST",
        ["Slack:Workspaces:0:AppId"] = "A0TEST",
        ["Slack:Workspaces:0:SigningSecret"] = SlackApps.Secret,
        ["Slack:Workspaces:0:BotToken"] = FakeSlack.Token,
        [$"Slack:Workspaces:0:ChannelRobeings:{BrokenChannel}"] = "broken",
        ["Slack:Workspaces:1:TeamId"] = "T0TEST",
        ["Slack:Workspaces:1:AppId"] = SecondApp,
        ["Slack:Workspaces:1:SigningSecret"] = SlackApps.Secret,
        ["Slack:Workspaces:1:BotToken"] = FakeSlack.Token,
        ["Slack:Workspaces:1:Robeing"] = "two",
    };

    public LogLines Log { get; } = new();

    /// <summary>How long each erasure takes at least.</summary>
    public TimeSpan ErasureTakes { get; set; }

    public void Install(IWebHostBuilder builder) => builder
        .ConfigureLogging(logging => logging.AddProvider(Log))
        .ConfigureTestServices(services => services
            .AddScoped<IPersonalData>(_ => new SlowData(this))
            .AddScoped<IRobeingCards, NoCards>());

    private sealed class SlowData(SlackEdges edges) : IPersonalData
    {
        public int Rank => 0;

        public async Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken)
        {
            await Task.Delay(stage == ErasureStage.Settled ? edges.ErasureTakes : TimeSpan.Zero, cancellationToken);
            return new Dictionary<string, int>(StringComparer.Ordinal);
        }
    }

    private sealed class NoCards : IRobeingCards
    {
        public Task<RobeingCard?> FindAsync(string robeingId, CancellationToken cancellationToken) => throw new InvalidOperationException("The card is torn.");
    }
}

public interface ISlackEdgeFixture : ISlackFixture
{
    SlackEdges Edges { get; }
}

public sealed class InMemorySlackEdgeApp : InMemorySlackApp, ISlackEdgeFixture
{
    public SlackEdges Edges { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [.. base.Settings, .. SlackEdges.Settings];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Edges.Install(builder);
    }
}

public sealed class PostgreSqlSlackEdgeApp : PostgreSqlSlackApp, ISlackEdgeFixture
{
    public SlackEdges Edges { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [.. base.Settings, .. SlackEdges.Settings];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        Edges.Install(builder);
    }
}
