using ChatPlatform.Application.Prompts;
using ChatPlatform.Domain.Prompts;
using ChatPlatform.Infrastructure.Prompts;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed partial class AppDbContext : IPromptsDb
{
    public DbSet<PromptTemplate> PromptTemplates => Set<PromptTemplate>();

    private static void ConfigurePrompts(ModelConfigurationBuilder builder) =>
        builder.Properties<PromptId>().HaveConversion<PromptIdConverter>();
}
