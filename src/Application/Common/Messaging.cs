using ChatPlatform.Domain.Common;
using MediatR;

namespace ChatPlatform.Application.Common;

/// <summary>A request whose changes the pipeline commits when it succeeds.</summary>
public interface ICommand;

public interface ICommand<T> : ICommand, IRequest<Result<T>>;

/// <summary>A request that changes nothing, or one whose port commits by itself (a turn).</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>A request whose port commits on its own, because its writes share a statement and a commit with others'.</summary>
public interface ISelfCommitting<T> : IRequest<Result<T>>;

/// <summary>The changes made through the <c>I…Db</c> views of this scope.</summary>
public interface IUnitOfWork
{
    /// <summary>Commits all changes of this scope at once, then publishes the events of the saved aggregates as <see cref="Committed{TEvent}"/>.</summary>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken = default);
}

/// <summary>Who is calling: the client behind the API key or console sign-in of this request.</summary>
public interface ICurrentClient
{
    /// <summary>Owner of what this caller creates; everything of another client is invisible to it.</summary>
    ClientId Id { get; }

    /// <summary>True when the key carries the scope <c>admin</c>.</summary>
    bool IsAdmin { get; }

    /// <summary>For audit rows: the key's name, or <c>system</c>.</summary>
    string Actor { get; }
}
