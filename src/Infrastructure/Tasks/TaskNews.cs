using ChatPlatform.Application.Tasks;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;

namespace ChatPlatform.Infrastructure.Tasks;

/// <summary>News of the task queue. While it cannot be heard, workers find their work by looking.</summary>
internal sealed class TaskNews(TaskSignals signals) : IBellListener
{
    public string Channel => "aiprocessingtask";

    public void Listening() => signals.TaskAdded(); // what came while nobody listened

    public void Heard(string payload)
    {
        if (Guid.TryParse(payload, out var ended))
        {
            signals.TaskEnded(ended);
        }
        else
        {
            signals.TaskAdded();
        }
    }

    public void Deaf()
    {
        // workers look by themselves anyway
    }
}
