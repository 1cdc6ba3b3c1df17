using ChatPlatform.Application.Users.Contracts;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>The person's own rows, last: all others look for them by these.</summary>
internal sealed class PersonErasure(AppDbContext db) : IPersonalData
{
    public int Rank => 2;

    public Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken) =>
        stage != ErasureStage.Rest ? Task.FromResult(PersonalSql.Nothing) : db.RunAsync(
            person,
            cancellationToken,
            ("identities", $"DELETE FROM user_identity WHERE app_user_id IN ({PersonalSql.Person})"),
            ("summaries", $"DELETE FROM usersummary WHERE app_user_id IN ({PersonalSql.Person}) AND text IS NOT NULL"),
            ("names", "UPDATE appuser SET name = NULL WHERE client_id = $1 AND user_id = $2 AND name IS NOT NULL"),
            ("people", "DELETE FROM appuser WHERE client_id = $1 AND user_id = $2"));
}
