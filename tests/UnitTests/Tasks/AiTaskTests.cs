using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;

namespace ChatPlatform.UnitTests.Tasks;

public sealed class AiTaskTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly Error Broken = new(ErrorKind.BadGateway, "test.broken", "고장 났어요.");
    private readonly Guid _token = Guid.CreateVersion7(Now);
    private readonly AiTask _task = AiTask.Add("answer", Guid.CreateVersion7(Now), default, Guid.CreateVersion7(Now), 0, Now.AddMinutes(10), Now);

    [Fact]
    public void Claim_DueTask_LeasesItUntilTheLeaseRunsOut()
    {
        _task.IsDue(Now).ShouldBeTrue();

        _task.Claim(default, _token, Now);

        (_task.Status, _task.Attempts, _task.AttemptToken).ShouldBe((AiTaskStatus.Processing, 1, _token));
        _task.IsDue(Now + AiTask.Lease).ShouldBeFalse();
        _task.IsDue(Now + AiTask.Lease + TimeSpan.FromMilliseconds(1)).ShouldBeTrue();
        _task.Renew(Now.AddSeconds(9));
        _task.IsDue(Now.AddSeconds(15)).ShouldBeFalse();
    }

    [Fact]
    public void End_OfAnotherAttempt_IsRefusedAndChangesNothing()
    {
        _task.Claim(default, Guid.CreateVersion7(Now), Now);

        _task.End(AttemptEnd.Completed(_task.Id, _token, "[]", 7), Now).Error.ShouldBe(TaskErrors.Stale);

        (_task.Status, _task.TokensUsed).ShouldBe((AiTaskStatus.Processing, null));
    }

    [Fact]
    public void End_Postponed_DoesNotCountAndIsDueAfterItsPause()
    {
        _task.Claim(default, _token, Now);

        _task.End(AttemptEnd.Postponed(_task.Id, _token, "[]", TimeSpan.FromSeconds(5)), Now).IsSuccess.ShouldBeTrue();

        (_task.Status, _task.Attempts, _task.LeaseUntil).ShouldBe((AiTaskStatus.Pending, 0, null));
        _task.IsDue(Now.AddSeconds(4.9)).ShouldBeFalse();
        _task.IsDue(Now.AddSeconds(5)).ShouldBeTrue();
    }

    [Fact]
    public void End_FailedForGood_CanBeRetriedOnceMore()
    {
        _task.Claim(default, _token, Now);
        _task.Retry(Now.AddMinutes(1), Now).Error!.Code.ShouldBe("task.not_failed");
        _task.End(AttemptEnd.Failed(_task.Id, _token, _task.Errors, 1, Broken, pause: null, Now), Now).IsSuccess.ShouldBeTrue();
        (_task.Status, _task.ErrorCode, _task.CompletedAt).ShouldBe((AiTaskStatus.Failed, "test.broken", Now));
        AttemptEnd.ErrorsOf(_task.Errors).ShouldHaveSingleItem().Message.ShouldBe("고장 났어요.");

        _task.Retry(Now.AddMinutes(20), Now.AddMinutes(15)).IsSuccess.ShouldBeTrue();

        (_task.Status, _task.Attempts, _task.CompletedAt, _task.Deadline).ShouldBe((AiTaskStatus.Pending, 0, null, Now.AddMinutes(20)));
        _task.IsDue(Now.AddMinutes(15)).ShouldBeTrue();
        AttemptEnd.ErrorsOf(_task.Errors).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 1.5)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 0.5, 5)]
    public void PauseAfter_Attempts_GrowsAndJitters(int attempt, double jitter, double seconds) =>
        AttemptEnd.PauseAfter(attempt, jitter).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Failed_ManyTimes_KeepsTheNewestErrorsThatFit()
    {
        var errors = "[]";
        for (var attempt = 1; attempt <= 500; attempt++)
        {
            errors = AttemptEnd.Failed(_task.Id, _token, errors, attempt, Broken, null, Now).Errors;
        }

        errors.Length.ShouldBeLessThanOrEqualTo(AiTask.ErrorsMaxLength);
        AttemptEnd.ErrorsOf(errors)[^1].Attempt.ShouldBe(500);
    }

    [Fact]
    public void Failed_LongError_IsCutToItsColumnsBetweenCodePoints()
    {
        var error = new Error(ErrorKind.BadGateway, new string('c', 100), "\0" + new string('가', 499) + "😀😀");

        var end = AttemptEnd.Failed(_task.Id, _token, "[]", 1, error, null, Now);

        end.ErrorCode!.Length.ShouldBe(AiTask.ErrorCodeMaxLength);
        end.ErrorDetail.ShouldBe(new string('가', 499));
        AttemptEnd.ErrorsOf(end.Errors).ShouldHaveSingleItem().Message.ShouldBe(end.ErrorDetail);
    }

    [Theory]
    [InlineData("짧아요", 10, "짧아요")]
    [InlineData("a😀b", 2, "a")]
    [InlineData("a😀b", 3, "a😀")]
    [InlineData("a\0b", 10, "ab")]
    public void Fit_Texts_AreWhatAColumnTakes(string text, int length, string expected) => ErrorText.Fit(text, length).ShouldBe(expected);

    [Fact]
    public void Fit_HalfACodePoint_IsReplaced() => ErrorText.Fit("a" + "😀"[..1], 10).ShouldBe("a\ufffd"); // no attribute can hold it
}
