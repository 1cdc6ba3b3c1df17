using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Access;

public interface IAccessDb
{
    DbSet<ApiKey> ApiKeys { get; }

    DbSet<ConsoleSession> ConsoleSessions { get; }

    DbSet<SignInLink> SignInLinks { get; }

    DbSet<AuditEvent> AuditEvents { get; }

    DbSet<IdempotencyKey> IdempotencyKeys { get; }
}
