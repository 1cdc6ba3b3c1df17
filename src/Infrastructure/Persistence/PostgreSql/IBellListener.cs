namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>What wants to know of something that every node commits. Nothing here may throw or take time.</summary>
internal interface IBellListener
{
    /// <summary>The channel of <c>pg_notify</c>: lower-case letters.</summary>
    string Channel { get; }

    /// <summary>From now on everything is heard; what came before may have been missed.</summary>
    void Listening();

    void Heard(string payload);

    /// <summary>From now on nothing is heard. Also called when nothing was heard before.</summary>
    void Deaf();
}
