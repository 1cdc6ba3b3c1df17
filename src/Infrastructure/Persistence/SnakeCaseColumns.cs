using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence;

internal static class SnakeCaseColumns
{
    /// <summary>Names columns, keys and indexes as people write SQL by hand; table names are given by each configuration.</summary>
    public static void UseSnakeCaseColumns(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Snake(key.GetName()));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Snake(foreignKey.GetConstraintName()));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Snake(index.GetDatabaseName()));
            }
        }
    }

    private static string? Snake(string? name) => name is null
        ? null
        : string.Join('_', name.Split('_').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
