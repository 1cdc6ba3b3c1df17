using ChatPlatform.Application.Users.Contracts;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Idempotency keys that lead to the person's answers or hold a response that names them; audit rows keep a pseudonym in the name's place.</summary>
internal sealed class AccessErasure(AppDbContext db) : IPersonalData
{
    private const string Keys = $"DELETE FROM idempotency_key WHERE client_id = $1 AND message_id IN ({PersonalSql.Messages})";

    private const string AllKeys =
        $"""
        {Keys} OR client_id = $1 AND (
            response_location IN (SELECT '/api/sessions/' || id FROM conversation WHERE client_id = $1 AND user_id = $2)
            OR position('"user_id":' || to_json($2)::text IN response_body) > 0)
        """;

    private const string Rename =
        """
        UPDATE audit_event
        SET subject = $3, detail = CASE WHEN detail::jsonb ? 'user_id' THEN (detail::jsonb || jsonb_build_object('user_id', $3))::text ELSE detail END
        WHERE subject = $2 AND action IN ('user_summary.edited', 'user_summary.erased', 'logs.read_unmasked')
        """;

    public int Rank => 0;

    public Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken) => stage switch
    {
        ErasureStage.Settled => db.RunAsync(person, cancellationToken, ("idempotency_keys", Keys)),
        ErasureStage.Rest => db.RunAsync(person, cancellationToken, ("idempotency_keys", AllKeys)),
        _ => db.RunAsync(person, cancellationToken, ("audit_events", Rename)),
    };
}
