using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext
{
    private static void ConfigurePrompts(ModelConfigurationBuilder builder)
    {
    }
}
