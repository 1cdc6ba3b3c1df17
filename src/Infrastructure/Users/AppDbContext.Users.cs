using ChatPlatform.Application.Users;
using ChatPlatform.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext : IUsersDb
{
    public DbSet<AppUser> AppUsers => Set<AppUser>();

    public DbSet<UserIdentity> UserIdentities => Set<UserIdentity>();

    private static void ConfigureUsers(ModelConfigurationBuilder builder)
    {
        builder.Properties<AppUserId>().HaveConversion<AppUserIdConverter>();
        builder.Properties<NameMode>().HaveConversion<SnakeCaseEnumConverter<NameMode>>().HaveMaxLength(16);
    }

    private sealed class AppUserIdConverter() : ValueConverter<AppUserId, Guid>(id => id.Value, value => new(value));
}
