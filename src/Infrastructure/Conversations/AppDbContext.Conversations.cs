using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext
{
    private static void ConfigureConversations(ModelConfigurationBuilder builder)
    {
    }
}
