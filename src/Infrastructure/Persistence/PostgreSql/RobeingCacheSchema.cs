using Microsoft.EntityFrameworkCore.Migrations;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// Triggers that tell every node at the commit which robeing it must read again. The server says the same thing once a transaction, however
/// many rows say it.
/// </summary>
internal static class RobeingCacheSchema
{
    public static void AddRobeingCache(this MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION tell_robeing() RETURNS trigger LANGUAGE plpgsql AS $tell$
        BEGIN
            PERFORM pg_notify('robeing', to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END) ->> TG_ARGV[0]);
            RETURN NULL;
        END $tell$;
        CREATE TRIGGER tell_robeing AFTER INSERT OR UPDATE OR DELETE ON robeing
            FOR EACH ROW EXECUTE FUNCTION tell_robeing('id');
        CREATE TRIGGER tell_robeing AFTER INSERT OR UPDATE OR DELETE ON robeing_stats
            FOR EACH ROW EXECUTE FUNCTION tell_robeing('robeing_id');
        CREATE TRIGGER tell_robeing AFTER INSERT OR UPDATE OR DELETE ON robeing_settings
            FOR EACH ROW EXECUTE FUNCTION tell_robeing('robeing_id');
        """);

    /// <summary>The triggers go with their tables; call after those are dropped.</summary>
    public static void DropRobeingCache(this MigrationBuilder migration) => migration.Sql("DROP FUNCTION tell_robeing();");
}
