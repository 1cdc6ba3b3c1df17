using Microsoft.EntityFrameworkCore.Migrations;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// PostgreSQL's own part of the task queue: indexes of the little that is not done, or not received, among the much that is, and triggers that tell every
/// node at the commit what it need not look for. Autovacuum comes early: the rows of a queue change often and are looked at all the time.
/// </summary>
internal static class TaskQueueSchema
{
    public static void AddTaskQueue(this MigrationBuilder migration) => migration.Sql(
        """
        CREATE INDEX ix_aiprocessingtask_due ON aiprocessingtask (priority DESC, next_attempt_at, id) WHERE status = 'pending';
        CREATE INDEX ix_aiprocessingtask_leased ON aiprocessingtask (lease_until) WHERE status = 'processing';
        CREATE INDEX ix_aiprocessingtask_lane ON aiprocessingtask (lane, created_at, id) WHERE status IN ('pending', 'processing');
        CREATE INDEX ix_aiprocessingtask_ended ON aiprocessingtask (completed_at) INCLUDE (status) WHERE completed_at IS NOT NULL;
        CREATE INDEX ix_delivery_ready ON delivery (channel, not_before) WHERE state = 'pending' AND content <> 'awaited';
        CREATE INDEX ix_delivery_deadline ON delivery (channel, deadline) WHERE state = 'pending';
        CREATE INDEX ix_delivery_target ON delivery (deadline) WHERE target IS NOT NULL AND state <> 'pending';
        CREATE INDEX ix_delivery_unreceived ON delivery (created_at) WHERE state IN ('held', 'uncertain', 'expired');
        ALTER TABLE aiprocessingtask SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
        ALTER TABLE delivery SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

        CREATE FUNCTION tell_aiprocessingtask() RETURNS trigger LANGUAGE plpgsql AS $tell$
        BEGIN
            PERFORM pg_notify('aiprocessingtask', CASE WHEN NEW.status = 'pending' THEN '' ELSE NEW.id::text END);
            RETURN NULL;
        END $tell$;
        CREATE TRIGGER tell_added AFTER INSERT ON aiprocessingtask
            FOR EACH ROW EXECUTE FUNCTION tell_aiprocessingtask();
        CREATE TRIGGER tell_changed AFTER UPDATE OF status ON aiprocessingtask
            FOR EACH ROW WHEN (NEW.status <> 'processing' AND NEW.status <> OLD.status) EXECUTE FUNCTION tell_aiprocessingtask();
        """);

    /// <summary>Who goes next in a lane, and what may have arrived. Before it, whatever was uncertain had lost its target already, or soon will.</summary>
    public static void AddDeliveryLanes(this MigrationBuilder migration) => migration.Sql(
        """
        CREATE INDEX ix_delivery_lane_ready ON delivery (lane, id) WHERE lane IS NOT NULL AND state = 'pending' AND content <> 'awaited';
        CREATE INDEX ix_delivery_lane_ended ON delivery (lane, ended_at) WHERE lane IS NOT NULL AND ended_at IS NOT NULL;
        CREATE INDEX ix_delivery_unsure ON delivery (channel, ended_at) INCLUDE (lane) WHERE state = 'uncertain' AND target IS NOT NULL;
        """);

    public static void DropDeliveryLanes(this MigrationBuilder migration) => migration.Sql(
        """
        DROP INDEX ix_delivery_lane_ready;
        DROP INDEX ix_delivery_lane_ended;
        DROP INDEX ix_delivery_unsure;
        """);

    public static void DropTaskQueue(this MigrationBuilder migration) => migration.Sql(
        """
        DROP TRIGGER tell_added ON aiprocessingtask;
        DROP TRIGGER tell_changed ON aiprocessingtask;
        DROP FUNCTION tell_aiprocessingtask();
        """);
}
