using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence;

/// <summary>Turns <c>postgresql://user:password@host:port/database?sslmode=require</c> into what Npgsql reads; other text passes through.</summary>
internal static class PostgresUrl
{
    public static string ToConnectionString(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
        {
            return text;
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')) };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = parts[0] == "sslmode" ? "SSL Mode" : parts[0];
            builder[name] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
        }

        return builder.ConnectionString;
    }
}
