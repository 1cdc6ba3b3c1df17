using ChatPlatform.Domain.Prompts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Prompts;

internal sealed class PromptTemplateConfiguration : IEntityTypeConfiguration<PromptTemplate>
{
    public void Configure(EntityTypeBuilder<PromptTemplate> builder)
    {
        builder.ToTable("prompttemplate");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(PromptTemplate.NameMaxLength);
        builder.Property(p => p.Version);
        // as long as the domain allows, without a length that some databases would refuse to index or store in a row
        builder.Property(p => p.SystemPrompt);
        builder.Property(p => p.FirstUserMessage);
        builder.Property(p => p.Description).HasMaxLength(PromptTemplate.DescriptionMaxLength);
        builder.Property(p => p.Model).HasMaxLength(PromptTemplate.ModelMaxLength);
        builder.Property(p => p.Temperature);
        builder.Property(p => p.MaxTokens);
        builder.Property(p => p.CreatedAt);
        builder.Property(p => p.Revision).IsConcurrencyToken();
        builder.Ignore(p => p.Events);
        builder.HasIndex(p => new { p.Name, p.Version }).IsUnique();
        builder.HasIndex(p => new { p.CreatedAt, p.Id });
    }
}

internal sealed class PromptIdConverter() : ValueConverter<PromptId, Guid>(id => id.Value, value => new(value));
