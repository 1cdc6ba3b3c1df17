namespace ChatPlatform.Application.Access.Contracts;

/// <summary>Writes down what was done. The row joins the unit of work of this scope: it is kept when, and only when, the change is.</summary>
public interface IAudit
{
    /// <summary>Adds a row about the current caller, time and remote address.</summary>
    /// <param name="action">Stable and machine-readable, <c>noun.verb_in_past</c>, ≤ 100 characters: <c>api_key.created</c>.</param>
    /// <param name="subject">What it was done to, usually an id, ≤ 200 characters.</param>
    /// <param name="detail">More facts, written as a snake_case JSON object. Never a secret, never message text.</param>
    /// <param name="actor">Instead of the current caller's name, where the caller is only just becoming known.</param>
    void Record(string action, string subject, object? detail = null, string? actor = null);

    /// <summary>Drops the row that was recorded last and could not be saved, because the change it speaks of is tried again differently.</summary>
    void TakeBack();
}
