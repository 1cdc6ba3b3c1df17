using System.Data.Common;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Insights;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.UnitTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.UnitTests.Insights;

/// <summary>The module alone, on a database that can be made to fail.</summary>
internal sealed class InsightsHost : IDisposable
{
    private readonly ServiceProvider _provider;

    public InsightsHost(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)))
            .Build();
        var name = Guid.CreateVersion7(TimeProvider.System.Now()).ToString();
        _provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ThisNode>()
            .AddDbContext<AppDbContext>(options => options.UseInMemoryDatabase(name).AddInterceptors(Database))
            .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")))
            .AddInsights(configuration)
            .BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; } = new();

    public FailingDatabase Database { get; } = new();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public ILogger Logger(string category) => Get<ILoggerFactory>().CreateLogger(category);

    public async Task<List<T>> RowsAsync<T>()
        where T : class
    {
        await using var scope = _provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<T>().AsNoTracking().ToListAsync();
    }

    public async Task AddAsync(params object[] rows)
    {
        await using var scope = _provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>Writes all that was added so far.</summary>
    public async Task FlushAsync<T>()
        where T : class
    {
        Get<RowBuffer<T>>().Complete();
        var run = Get<RowWriter<T>>().RunAsync(CancellationToken.None, CancellationToken.None);
        await Clock.AdvanceUntilAsync(run, TimeSpan.FromMilliseconds(100));
        await run;
    }

    public void Dispose() => _provider.Dispose();
}

/// <summary>Fails a save as told; the argument is how many saves there were before.</summary>
internal sealed class FailingDatabase : SaveChangesInterceptor
{
    public Func<int, List<object>, Exception?> Failure { get; set; } = (_, _) => null;

    public List<int> Batches { get; } = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var rows = eventData.Context!.ChangeTracker.Entries().Select(e => e.Entity).ToList();
        var failure = Failure(Batches.Count, rows);
        Batches.Add(rows.Count);
        return failure is null ? new(result) : throw failure;
    }

    public static DbUpdateException Refusal(string state) => new("refused", new StateException(state));

    private sealed class StateException(string state) : DbException("refused")
    {
        public override string SqlState => state;
    }
}
