using System;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatPlatform.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Robeings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "message",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "user_id",
                table: "message",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "client_id",
                table: "eventlog",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "lane",
                table: "delivery",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "thread",
                table: "conversation",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "forget_until",
                table: "appuser",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "conversation_log_change",
                columns: table => new
                {
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    robeing_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    user_id = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    input_tokens = table.Column<int>(type: "integer", nullable: true),
                    output_tokens = table.Column<int>(type: "integer", nullable: true),
                    sign = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                });

            migrationBuilder.CreateTable(
                name: "robeing",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    display_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    prompt_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    model = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_robeing", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_progress",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_progress", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_quarter",
                columns: table => new
                {
                    quarter = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    robeing_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    turns = table.Column<int>(type: "integer", nullable: false),
                    completed = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    cancelled = table.Column<int>(type: "integer", nullable: false),
                    interrupted = table.Column<int>(type: "integer", nullable: false),
                    input_tokens = table.Column<long>(type: "bigint", nullable: false),
                    output_tokens = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_quarter", x => new { x.quarter, x.client_id, x.channel, x.robeing_id });
                });

            migrationBuilder.CreateTable(
                name: "usage_user_quarter",
                columns: table => new
                {
                    quarter = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    robeing_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    turns = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_user_quarter", x => new { x.quarter, x.client_id, x.user_id, x.robeing_id });
                });

            migrationBuilder.CreateTable(
                name: "robeing_achievement",
                columns: table => new
                {
                    robeing_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    granted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_robeing_achievement", x => new { x.robeing_id, x.code });
                    table.ForeignKey(
                        name: "fk_robeing_achievement_robeing_robeing_id",
                        column: x => x.robeing_id,
                        principalTable: "robeing",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "robeing_growth",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    robeing_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    difficulty = table.Column<int>(type: "integer", nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    xp = table.Column<long>(type: "bigint", nullable: false),
                    conversations = table.Column<long>(type: "bigint", nullable: false),
                    successes = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<long>(type: "bigint", nullable: false),
                    memory = table.Column<int>(type: "integer", nullable: false),
                    compute = table.Column<int>(type: "integer", nullable: false),
                    empathy = table.Column<int>(type: "integer", nullable: false),
                    leadership = table.Column<int>(type: "integer", nullable: false),
                    ethics = table.Column<int>(type: "integer", nullable: false),
                    rule_version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_robeing_growth", x => x.id);
                    table.ForeignKey(
                        name: "fk_robeing_growth_robeing_robeing_id",
                        column: x => x.robeing_id,
                        principalTable: "robeing",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "robeing_settings",
                columns: table => new
                {
                    robeing_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    category = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_robeing_settings", x => new { x.robeing_id, x.category, x.key });
                    table.ForeignKey(
                        name: "fk_robeing_settings_robeing_robeing_id",
                        column: x => x.robeing_id,
                        principalTable: "robeing",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "robeing_stats",
                columns: table => new
                {
                    robeing_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    experience = table.Column<long>(type: "bigint", nullable: false),
                    memory = table.Column<int>(type: "integer", nullable: false),
                    compute = table.Column<int>(type: "integer", nullable: false),
                    empathy = table.Column<int>(type: "integer", nullable: false),
                    leadership = table.Column<int>(type: "integer", nullable: false),
                    ethics = table.Column<int>(type: "integer", nullable: false),
                    total_conversations = table.Column<long>(type: "bigint", nullable: false),
                    successful_tasks = table.Column<long>(type: "bigint", nullable: false),
                    failed_tasks = table.Column<long>(type: "bigint", nullable: false),
                    tasks_done = table.Column<long>(type: "bigint", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_robeing_stats", x => x.robeing_id);
                    table.ForeignKey(
                        name: "fk_robeing_stats_robeing_robeing_id",
                        column: x => x.robeing_id,
                        principalTable: "robeing",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_message_user_id",
                table: "message",
                column: "user_id",
                filter: "user_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversation_client_id_channel_channel_id_thread",
                table: "conversation",
                columns: new[] { "client_id", "channel", "channel_id", "thread" },
                unique: true,
                filter: "thread IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_robeing_owner_id",
                table: "robeing",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_robeing_growth_robeing_id_created_at_id",
                table: "robeing_growth",
                columns: new[] { "robeing_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_robeing_growth_robeing_id_day",
                table: "robeing_growth",
                columns: new[] { "robeing_id", "day" },
                filter: "day IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "conversations" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_user_quarter_user_id",
                table: "usage_user_quarter",
                column: "user_id");

            migrationBuilder.AddRobeingLedger();
            migrationBuilder.AddRobeingCache();
            migrationBuilder.AddDeliveryLanes();
            migrationBuilder.AddRollUp();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropRollUp();
            migrationBuilder.DropRobeingLedger();

            migrationBuilder.DropTable(
                name: "conversation_log_change");

            migrationBuilder.DropTable(
                name: "robeing_achievement");

            migrationBuilder.DropTable(
                name: "robeing_growth");

            migrationBuilder.DropTable(
                name: "robeing_settings");

            migrationBuilder.DropTable(
                name: "robeing_stats");

            migrationBuilder.DropTable(
                name: "usage_progress");

            migrationBuilder.DropTable(
                name: "usage_quarter");

            migrationBuilder.DropTable(
                name: "usage_user_quarter");

            migrationBuilder.DropTable(
                name: "robeing");

            migrationBuilder.DropRobeingCache();
            migrationBuilder.DropDeliveryLanes();

            migrationBuilder.DropIndex(
                name: "ix_message_user_id",
                table: "message");

            migrationBuilder.DropIndex(
                name: "ix_conversation_client_id_channel_channel_id_thread",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "message");

            migrationBuilder.DropColumn(
                name: "user_id",
                table: "message");

            migrationBuilder.DropColumn(
                name: "client_id",
                table: "eventlog");

            migrationBuilder.DropColumn(
                name: "lane",
                table: "delivery");

            migrationBuilder.DropColumn(
                name: "thread",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "forget_until",
                table: "appuser");
        }
    }
}
