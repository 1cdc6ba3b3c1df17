using ChatPlatform.Application.Users.Contracts;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Tasks that answer the person, read them or wait for them, with their deliveries.</summary>
internal sealed class TaskErasure(AppDbContext db) : IPersonalData
{
    private const string Ended = $"SELECT id FROM aiprocessingtask WHERE status IN ('completed', 'failed') AND subject IN ({PersonalSql.Messages})";

    public int Rank => 0;

    public Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken) => stage switch
    {
        ErasureStage.Settled => db.RunAsync(
            person,
            cancellationToken,
            ("deliveries", $"DELETE FROM delivery WHERE task_id IN ({Ended})"),
            ("tasks", $"DELETE FROM aiprocessingtask WHERE id IN ({Ended})")),
        ErasureStage.Rest => db.RunAsync(
            person,
            cancellationToken,
            ("deliveries", $"DELETE FROM delivery WHERE task_id IN ({PersonalSql.Tasks}) OR recipient IN ({PersonalSql.Person})"),
            ("tasks", $"DELETE FROM aiprocessingtask WHERE id IN ({PersonalSql.Tasks})")),
        _ => Task.FromResult(PersonalSql.Nothing),
    };
}
