using Microsoft.EntityFrameworkCore.Migrations;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// PostgreSQL's own part of the robeings: the ledger of growth is append-only. A line goes only with its robeing, by the foreign key's
/// cascade, which deletes from within a trigger of its own.
/// </summary>
internal static class RobeingSchema
{
    public static void AddRobeingLedger(this MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION keep_robeing_growth() RETURNS trigger LANGUAGE plpgsql AS $keep$
        BEGIN
            RAISE EXCEPTION 'robeing_growth is append-only' USING ERRCODE = 'restrict_violation';
        END $keep$;
        CREATE TRIGGER keep_unchanged BEFORE UPDATE ON robeing_growth
            FOR EACH ROW EXECUTE FUNCTION keep_robeing_growth();
        CREATE TRIGGER keep_rows BEFORE DELETE ON robeing_growth
            FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_robeing_growth();
        CREATE TRIGGER keep_all BEFORE TRUNCATE ON robeing_growth
            FOR EACH STATEMENT EXECUTE FUNCTION keep_robeing_growth();
        """);

    public static void DropRobeingLedger(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER keep_unchanged ON robeing_growth;
        DROP TRIGGER keep_rows ON robeing_growth;
        DROP TRIGGER keep_all ON robeing_growth;
        DROP FUNCTION keep_robeing_growth();
        """);
}
