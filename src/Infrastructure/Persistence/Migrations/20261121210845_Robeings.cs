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

            migrationBuilder.AddRobeingCache();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "robeing_settings");

            migrationBuilder.DropTable(
                name: "robeing_stats");

            migrationBuilder.DropTable(
                name: "robeing");

            migrationBuilder.DropRobeingCache();
        }
    }
}
