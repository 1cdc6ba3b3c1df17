using ChatPlatform.Domain.Access;

namespace ChatPlatform.UnitTests.Access;

public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Secret Key = Secret.NewKey();

    [Fact]
    public void Issue_InSeveralScopes_KeepsEachOnceInOrder() =>
        Issue([Scope.Ingest, Scope.Chat, Scope.Ingest]).Scopes.ShouldBe("chat ingest");

    [Fact]
    public void Issue_ExpiringNow_IsRefused() =>
        ApiKey.Issue(ApiKey.OperatorClient, "x", Key, [Scope.Chat], Noon, Noon).Error.ShouldBe(AccessErrors.ExpiresInPast);

    [Fact]
    public void IsActive_AtItsExpiry_IsFalse()
    {
        var key = Issue([Scope.Chat], Noon.AddHours(1));

        key.IsActive(Noon.AddMinutes(59)).ShouldBeTrue();
        key.IsActive(Noon.AddHours(1)).ShouldBeFalse();
    }

    [Fact]
    public void Revoke_Twice_IsConflictAndKeepsTheFirstTime()
    {
        var key = Issue([Scope.Chat]);
        key.Revoke(Noon.AddMinutes(1)).IsSuccess.ShouldBeTrue();

        key.Revoke(Noon.AddMinutes(2)).Error.ShouldBe(AccessErrors.AlreadyRevoked);

        key.RevokedAt.ShouldBe(Noon.AddMinutes(1));
        key.IsActive(Noon.AddMinutes(1)).ShouldBeFalse();
    }

    [Fact]
    public void MakeAdmin_ChatKey_KeepsItsScope()
    {
        var key = Issue([Scope.Chat]);

        key.MakeAdmin();

        key.Scopes.ShouldBe("admin chat");
        key.IsAdmin.ShouldBeTrue();
    }

    [Fact]
    public void UsedAt_AnEarlierTime_IsIgnored()
    {
        var key = Issue([Scope.Chat]);
        key.UsedAt(Noon.AddMinutes(2));

        key.UsedAt(Noon.AddMinutes(1));

        key.LastUsedAt.ShouldBe(Noon.AddMinutes(2));
    }

    [Fact]
    public void Open_SessionOfKeyThatExpiresSooner_EndsWithTheKey() => ConsoleSession
        .Open(Secret.NewToken(), Issue([Scope.Chat], Noon.AddHours(1)), Noon).ExpiresAt.ShouldBe(Noon.AddHours(1));

    [Fact]
    public void Use_Link_WorksOnceWithinItsHour()
    {
        var link = SignInLink.For(ApiKeyId.New(Noon), Secret.NewToken(), Noon);
        link.Use(Noon.AddHours(1)).IsSuccess.ShouldBeFalse();

        link.Use(Noon.AddMinutes(59)).IsSuccess.ShouldBeTrue();

        link.Use(Noon.AddMinutes(59)).Error.ShouldBe(AccessErrors.BadCredential);
    }

    private static ApiKey Issue(Scope[] scopes, DateTimeOffset? expiresAt = null) =>
        ApiKey.Issue(ApiKey.OperatorClient, "x", Key, scopes, Noon, expiresAt).Value!;
}
