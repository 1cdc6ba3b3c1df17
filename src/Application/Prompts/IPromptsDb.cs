using ChatPlatform.Domain.Prompts;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Prompts;

/// <summary>What the prompts' use cases see of the database.</summary>
public interface IPromptsDb
{
    DbSet<PromptTemplate> PromptTemplates { get; }
}

/// <summary>The cache behind <see cref="Contracts.IActivePrompts"/>, as the use cases that change prompts see it.</summary>
public interface IActivePromptCache
{
    /// <summary>Call after the commit: from the return on, this node answers with what was committed.</summary>
    void Forget();
}
