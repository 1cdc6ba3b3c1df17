using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext : IAccessDb
{
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<ConsoleSession> ConsoleSessions => Set<ConsoleSession>();

    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    private static void ConfigureAccess(ModelConfigurationBuilder builder)
    {
        builder.Properties<ApiKeyId>().HaveConversion<ApiKeyIdConverter>();
        builder.Properties<AuditEventId>().HaveConversion<AuditEventIdConverter>();
    }

    private sealed class ApiKeyIdConverter() : ValueConverter<ApiKeyId, Guid>(id => id.Value, value => new(value));

    private sealed class AuditEventIdConverter() : ValueConverter<AuditEventId, Guid>(id => id.Value, value => new(value));
}
