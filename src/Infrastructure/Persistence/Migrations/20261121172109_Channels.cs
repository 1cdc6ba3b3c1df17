using System;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatPlatform.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Channels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "by_task",
                table: "running_turn",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "aiprocessingtask",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lane = table.Column<Guid>(type: "uuid", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempt_token = table.Column<Guid>(type: "uuid", nullable: true),
                    node_id = table.Column<Guid>(type: "uuid", nullable: true),
                    errors = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    error_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    error_detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    tokens_used = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aiprocessingtask", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appuser",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    name_mode = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    name_mode_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    name_guess = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    meetings = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appuser", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "eventlog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    user_id = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    detail = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    node = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_eventlog", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "logmessage",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    level = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    category = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    event_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    exception = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    trace_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    node = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_logmessage", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "worker_node",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    running = table.Column<int>(type: "integer", nullable: false),
                    parallelism = table.Column<int>(type: "integer", nullable: false),
                    completed = table.Column<long>(type: "bigint", nullable: false),
                    failed = table.Column<long>(type: "bigint", nullable: false),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    last_error_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_worker_node", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    target = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    dedup_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    content = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    via = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    announced = table.Column<bool>(type: "boolean", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    send_token = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    receipt = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    shown = table.Column<int>(type: "integer", nullable: false),
                    has_rest = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery", x => x.id);
                    table.ForeignKey(
                        name: "fk_delivery_aiprocessingtask_task_id",
                        column: x => x.task_id,
                        principalTable: "aiprocessingtask",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_identity",
                columns: table => new
                {
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    account = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    external_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    app_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_identity", x => new { x.client_id, x.channel, x.account, x.external_id });
                    table.ForeignKey(
                        name: "fk_user_identity_appuser_app_user_id",
                        column: x => x.app_user_id,
                        principalTable: "appuser",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "usersummary",
                columns: table => new
                {
                    app_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    message_count = table.Column<int>(type: "integer", nullable: false),
                    requested_conversation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_count = table.Column<int>(type: "integer", nullable: false),
                    model = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    edited_by_person = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usersummary", x => x.app_user_id);
                    table.ForeignKey(
                        name: "fk_usersummary_appuser_app_user_id",
                        column: x => x.app_user_id,
                        principalTable: "appuser",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_aiprocessingtask_kind_subject",
                table: "aiprocessingtask",
                columns: new[] { "kind", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_aiprocessingtask_status_id",
                table: "aiprocessingtask",
                columns: new[] { "status", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_aiprocessingtask_subject",
                table: "aiprocessingtask",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ix_appuser_last_seen_at_id",
                table: "appuser",
                columns: new[] { "last_seen_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appuser_user_id_client_id",
                table: "appuser",
                columns: new[] { "user_id", "client_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_dedup_key",
                table: "delivery",
                column: "dedup_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delivery_recipient_state_id",
                table: "delivery",
                columns: new[] { "recipient", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_send_token",
                table: "delivery",
                column: "send_token");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_state_id",
                table: "delivery",
                columns: new[] { "state", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_task_id",
                table: "delivery",
                column: "task_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_eventlog_at_id",
                table: "eventlog",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_eventlog_kind_at",
                table: "eventlog",
                columns: new[] { "kind", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_eventlog_subject_at",
                table: "eventlog",
                columns: new[] { "subject", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_eventlog_user_id_at",
                table: "eventlog",
                columns: new[] { "user_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_logmessage_at_id",
                table: "logmessage",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_logmessage_level_at",
                table: "logmessage",
                columns: new[] { "level", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_logmessage_trace_id",
                table: "logmessage",
                column: "trace_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_identity_app_user_id",
                table: "user_identity",
                column: "app_user_id");

            migrationBuilder.AddTaskQueue();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTaskQueue();

            migrationBuilder.DropTable(
                name: "delivery");

            migrationBuilder.DropTable(
                name: "eventlog");

            migrationBuilder.DropTable(
                name: "logmessage");

            migrationBuilder.DropTable(
                name: "user_identity");

            migrationBuilder.DropTable(
                name: "usersummary");

            migrationBuilder.DropTable(
                name: "worker_node");

            migrationBuilder.DropTable(
                name: "aiprocessingtask");

            migrationBuilder.DropTable(
                name: "appuser");

            migrationBuilder.DropColumn(
                name: "by_task",
                table: "running_turn");
        }
    }
}
