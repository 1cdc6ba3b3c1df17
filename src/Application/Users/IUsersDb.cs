using ChatPlatform.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

/// <summary>What this module sees of the database.</summary>
public interface IUsersDb
{
    DbSet<AppUser> AppUsers { get; }

    DbSet<UserIdentity> UserIdentities { get; }
}
