using ChatPlatform.Domain.Common;
using MediatR;

namespace ChatPlatform.Application.Common;

/// <summary>
/// A domain event whose change is in the database. Published by <see cref="IUnitOfWork"/>, on the request's own path: a handler is quick,
/// and what it throws is logged and does not undo or fail the request. When the process dies right after the commit, nobody hears of it.
/// </summary>
public sealed record Committed<TEvent>(TEvent Event) : INotification
    where TEvent : IDomainEvent;
