using Microsoft.EntityFrameworkCore.Migrations;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// PostgreSQL's own part of the log table: the character pairs of each row and their index. Not in the shared model, which other
/// databases read too. NOT NULL without a default: who writes a row without them is refused, so that no row is ever missed by a search.
/// </summary>
internal static class LogSearchSchema
{
    public static void AddLogSearch(this MigrationBuilder migration) => migration.Sql(
        """
        ALTER TABLE conversation_log ADD COLUMN search_grams integer[] NOT NULL;
        CREATE INDEX ix_conversation_log_search_grams ON conversation_log USING gin (search_grams);
        """);
}
