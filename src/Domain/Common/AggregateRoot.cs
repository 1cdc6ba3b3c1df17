namespace ChatPlatform.Domain.Common;

/// <summary>Something that happened in an aggregate and that others may react to after the commit.</summary>
public interface IDomainEvent;

public abstract class AggregateRoot
{
    private readonly List<IDomainEvent> _events = [];

    public IReadOnlyList<IDomainEvent> Events => _events;

    public void ClearEvents() => _events.Clear();

    protected void Raise(IDomainEvent domainEvent) => _events.Add(domainEvent);
}
