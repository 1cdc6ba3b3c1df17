using ChatPlatform.Application.Common;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>The private PostgreSQL cannot run. The message is for the operator: what happened and what to do next.</summary>
internal sealed class EmbeddedPostgresException : StartException
{
    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
