using System;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatPlatform.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RollUp : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "ix_usage_user_quarter_user_id",
                table: "usage_user_quarter",
                column: "user_id");

            migrationBuilder.AddRollUp();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropRollUp();

            migrationBuilder.DropTable(
                name: "conversation_log_change");

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
        }
    }
}
