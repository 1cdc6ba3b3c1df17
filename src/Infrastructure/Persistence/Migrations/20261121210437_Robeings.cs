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

            migrationBuilder.AddRobeingLedger();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropRobeingLedger();

            migrationBuilder.DropTable(
                name: "robeing_achievement");

            migrationBuilder.DropTable(
                name: "robeing_growth");

            migrationBuilder.DropTable(
                name: "robeing_stats");

            migrationBuilder.DropTable(
                name: "robeing");
        }
    }
}
