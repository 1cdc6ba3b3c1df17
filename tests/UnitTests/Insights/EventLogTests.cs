using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;
using ChatPlatform.Infrastructure.Insights;
using ChatPlatform.UnitTests.Common;

namespace ChatPlatform.UnitTests.Insights;

public sealed class EventLogTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly RowBuffer<EventLogEntry> _buffer;
    private readonly EventLog _log;
    private long _reported;

    public EventLogTests()
    {
        _buffer = new(count => _reported += count);
        _log = new(_buffer, _clock, new ThisNode(_clock));
    }

    [Fact]
    public void Record_Event_IsAsItWasSaid()
    {
        _log.Record(new("user.renamed", "u-1", "[변경] 사용자 이름 변경", new UserId("minsu"), new { OldName = "민수", Count = 2, Day = DayOfWeek.Friday }));

        var row = Single();
        (row.At, row.Kind, row.Subject, row.UserId, row.Text)
            .ShouldBe((_clock.Now(), "user.renamed", "u-1", new UserId("minsu"), "[변경] 사용자 이름 변경"));
        row.Detail.ShouldBe("""{"old_name":"민수","count":2,"day":"friday"}""");
        row.Id.Value.Version.ShouldBe(7);
    }

    [Fact]
    public void Record_TooLong_IsCut()
    {
        _log.Record(new(new('k', 100), new('s', 300), new('t', 900), new UserId(new('u', 60)), new { Long = new string('x', 5_000) }));

        var row = Single();
        (row.Kind.Length, row.Subject.Length, row.Text.Length, row.UserId!.Value.Value.Length).ShouldBe((60, 200, 500, 50));
        row.Detail.ShouldBe("""{"omitted_characters":5011}""");
    }

    [Fact]
    public void Record_SensitiveData_IsMaskedAndTheDetailStaysJson()
    {
        _log.Record(new("a.b", "1", "전화 010-1234-5678", Detail: new { Mail = "a@b.io", Bytes = 9001011234567L }));

        var row = Single();
        row.Text.ShouldBe("전화 [전화번호]");
        row.Detail.ShouldBe("""{"mail":"[이메일]","bytes":9001011234567}""");
    }

    [Fact]
    public void Record_DetailThatCannotBeWritten_DoesNotThrowAndIsCounted()
    {
        _log.Record(new("a.b", "1", "x", Detail: new Throwing()));

        _buffer.Rows.TryRead(out _).ShouldBeFalse();
        (_reported, _buffer.TakeDropped()).ShouldBe((1, 1));
    }

    [Fact]
    public void Record_FullBuffer_DropsTheNewestAndCounts()
    {
        for (var i = 0; i < RowBuffer<EventLogEntry>.Capacity + 3; i++)
        {
            _log.Record(new("a.b", $"{i}", "x"));
        }

        (_reported, _buffer.TakeDropped(), _buffer.TakeDropped()).ShouldBe((3, 3, 0));
        _buffer.Rows.Count.ShouldBe(RowBuffer<EventLogEntry>.Capacity);
        _buffer.Rows.TryRead(out var first).ShouldBeTrue();
        first.Subject.ShouldBe("0");
    }

    [Fact]
    public void Record_AfterTheStop_IsCounted()
    {
        _buffer.Complete();

        _log.Record(new("a.b", "1", "x"));

        _buffer.TakeDropped().ShouldBe(1);
    }

    private EventLogEntry Single()
    {
        _buffer.Rows.TryRead(out var row).ShouldBeTrue();
        _buffer.Rows.Count.ShouldBe(0);
        return row;
    }

    private sealed record Throwing(string? Text = null)
    {
        public int Length => Text!.Length;
    }
}
