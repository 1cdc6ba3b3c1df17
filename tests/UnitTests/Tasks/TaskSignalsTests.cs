using ChatPlatform.Application.Tasks;

namespace ChatPlatform.UnitTests.Tasks;

public sealed class TaskSignalsTests
{
    private readonly TaskSignals _signals = new();

    [Fact]
    public void EndOf_TaskThatEndedBeforeAnybodyListened_HasEnded()
    {
        var task = Id(1);
        _signals.TaskEnded(task);

        _signals.EndOf(task).IsCompleted.ShouldBeTrue();
        _signals.EndOf(Id(2)).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void EndOf_TaskHeardTwice_TakesThePlaceOfOne()
    {
        // the node that ends a task hears of it by itself and once more from the database
        _signals.TaskEnded(Id(1));
        _signals.TaskEnded(Id(1));
        for (var other = 2; other <= TaskSignals.Remembered; other++)
        {
            _signals.TaskEnded(Id(other));
        }

        _signals.EndOf(Id(1)).IsCompleted.ShouldBeTrue();
        _signals.TaskEnded(Id(TaskSignals.Remembered + 1));
        _signals.EndOf(Id(1)).IsCompleted.ShouldBeFalse();
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
