using ChatPlatform.Domain.Access;

namespace ChatPlatform.Api.Common;

/// <summary>Authorization policies, one per scope; <c>admin</c> implies the others.</summary>
internal static class Policies
{
    public const string Chat = "chat";
    public const string Admin = "admin";
    public const string Ingest = "ingest";

    /// <summary>For what Kakao itself calls: the secret that its bot sends.</summary>
    public const string SkillSecret = "kakao";

    /// <summary>For looking things up: a key with the scope <c>chat</c>, or the skill secret, which sees what came in through Kakao.</summary>
    public const string KeyOrSkillSecret = "kakao_or_chat";

    /// <summary>For what Slack itself calls: its signature.</summary>
    public const string SlackSignature = "slack";

    /// <summary>The claim that holds one scope; a caller's claims hold the implied ones too.</summary>
    public const string ScopeClaim = "scope";

    public static void AddScopePolicies(this IServiceCollection services)
    {
        // what no policy opens is closed, an unknown path too
        var authorization = services.AddAuthorizationBuilder();
        authorization.SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var scope in Enum.GetValues<Scope>())
        {
            var name = ScopeText.NameOf(scope);
            authorization.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireClaim(ScopeClaim, name));
        }
    }
}
