using System.Runtime.CompilerServices;
using System.Security.Claims;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;

namespace ChatPlatform.Api.Access;

/// <summary>A caller as ASP.NET Core's authorization sees it: one claim for each scope, implied ones too.</summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    // lives as long as the remembered caller: the requests of five seconds share one principal
    private static readonly ConditionalWeakTable<Caller, ClaimsPrincipal> Principals = [];

    private CallerIdentity(Caller caller)
        : base(ClaimsOf(caller), KeyAuthentication.SchemeName, ClaimTypes.Name, Policies.ScopeClaim) => Caller = caller;

    public Caller Caller { get; }

    public static ClaimsPrincipal PrincipalOf(Caller caller) =>
        Principals.GetValue(caller, static c => new ClaimsPrincipal(new CallerIdentity(c)));

    private static IEnumerable<Claim> ClaimsOf(Caller caller) => (caller.IsAdmin ? Enum.GetValues<Scope>() : caller.Scopes)
        .Select(scope => new Claim(Policies.ScopeClaim, ScopeText.NameOf(scope)))
        .Append(new Claim(ClaimTypes.Name, caller.Name));
}

internal static class CallerOfContext
{
    /// <summary>Null when the request is anonymous.</summary>
    public static Caller? Caller(this HttpContext context) => (context.User.Identity as CallerIdentity)?.Caller;
}
