using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;

namespace ChatPlatform.Api.Access;

/// <summary>What access looks like in the API document. The keys are none.</summary>
internal static class AccessExamples
{
    private const string Name = "mobile app";
    private const string Prefix = "cp_Xk3v";

    private static readonly Guid KeyId = Guid.Parse("01997f3a-5c00-7a10-8000-000000000001");
    private static readonly Guid ClientId = Guid.Parse("01997f3a-5c00-7a10-8000-000000000002");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    public static readonly SignInBody SignIn = new(Token: "the part of the link after #");

    public static readonly SignedInResponse SignedIn = new(Name, [Scope.Admin], At.AddHours(12));

    public static readonly MeResponse Me = new(Name, [Scope.Chat], ClientId, null);

    public static readonly CreateApiKeyBody NewKey = new(Name, ["chat"], At.AddYears(1));

    public static readonly ApiKeyResponse Key = new(
        KeyId, Name, Prefix, [Scope.Chat], ClientId, null, At, At.AddYears(1), Prefix + "… (shown this once)");

    public static readonly ApiKeyPage Keys = new([new(KeyId, Name, Prefix, [Scope.Chat], ClientId, null, At, At.AddYears(1), null, At.AddDays(3))], null);

    public static readonly SignInLinkResponse Link = new("/sign-in#…", At.AddHours(1));

    public static readonly AuditPage Audit = new(
        [new(Guid.Parse("01997f3a-5c00-7a10-8000-000000000003"), At, "first admin key", "api_key.created", KeyId.ToString(), null, "203.0.113.7")], null);
}
