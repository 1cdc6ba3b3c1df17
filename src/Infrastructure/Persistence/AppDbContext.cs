using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

/// <summary>The one context. Each module sees it through its narrow <c>I…Db</c>, added in a partial file of the module's own folder.</summary>
internal sealed partial class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        modelBuilder.UseSnakeCaseColumns();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<ClientId>().HaveConversion<ClientIdConverter>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdConverter>().HaveMaxLength(UserId.MaxLength);
        configurationBuilder.Properties<NodeId>().HaveConversion<NodeIdConverter>();
        ConfigureConversations(configurationBuilder);
        ConfigurePrompts(configurationBuilder);
        ConfigureAccess(configurationBuilder);
        ConfigureTasks(configurationBuilder);
        ConfigureUsers(configurationBuilder);
        ConfigureInsights(configurationBuilder);
        ConfigureRobeings(configurationBuilder);
    }

    private sealed class ClientIdConverter() : ValueConverter<ClientId, Guid>(id => id.Value, value => new(value));

    private sealed class UserIdConverter() : ValueConverter<UserId, string>(id => id.Value, value => new(value));

    private sealed class NodeIdConverter() : ValueConverter<NodeId, Guid>(id => id.Value, value => new(value));
}
