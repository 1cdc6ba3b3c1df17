using Microsoft.EntityFrameworkCore.Migrations;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// What fills <c>conversation_log_change</c>, in the transaction of whoever writes the log: a statement, of one row or of a million, is one
/// insert. What is deleted from the log stays counted. Rows that are there already are to be counted as well. Triggers come first: their lock
/// lets no row in between.
/// </summary>
internal static class RollUpSchema
{
    private const string Counted = "created_at, client_id, channel, robeing_id, user_id, status, input_tokens, output_tokens";

    public static void AddRollUp(this MigrationBuilder migration) => migration.Sql(
        $"""
        CREATE FUNCTION note_log_added() RETURNS trigger LANGUAGE plpgsql AS $note$
        BEGIN
            INSERT INTO conversation_log_change ({Counted}, sign) SELECT {Counted}, 1 FROM added;
            RETURN NULL;
        END $note$;
        CREATE FUNCTION note_log_changed() RETURNS trigger LANGUAGE plpgsql AS $note$
        BEGIN
            INSERT INTO conversation_log_change ({Counted}, sign)
            SELECT c.*
            FROM before b JOIN after a USING (id), LATERAL (VALUES
                (b.created_at, b.client_id, b.channel, b.robeing_id, b.user_id, b.status, b.input_tokens, b.output_tokens, -1),
                (a.created_at, a.client_id, a.channel, a.robeing_id, a.user_id, a.status, a.input_tokens, a.output_tokens, 1)) c
            WHERE (b.created_at, b.client_id, b.channel, b.robeing_id, b.user_id, b.status, b.input_tokens, b.output_tokens)
                IS DISTINCT FROM (a.created_at, a.client_id, a.channel, a.robeing_id, a.user_id, a.status, a.input_tokens, a.output_tokens);
            RETURN NULL;
        END $note$;
        CREATE TRIGGER note_added AFTER INSERT ON conversation_log
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_log_added();
        CREATE TRIGGER note_changed AFTER UPDATE ON conversation_log
            REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_log_changed();
        INSERT INTO conversation_log_change ({Counted}, sign) SELECT {Counted}, 1 FROM conversation_log;

        -- a queue is emptied all the time: what is dead in it must go, or each look at it reads all of that
        ALTER TABLE conversation_log_change SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
        """);

    public static void DropRollUp(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER note_added ON conversation_log;
        DROP TRIGGER note_changed ON conversation_log;
        DROP FUNCTION note_log_added();
        DROP FUNCTION note_log_changed();
        """);
}
