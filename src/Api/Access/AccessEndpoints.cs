using ChatPlatform.Api.Common;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatPlatform.Api.Access;

internal static class AccessEndpoints
{
    private const string SignInPage = "/sign-in#";

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        MapConsole(app.MapGroup("/console").WithTags("Console"));
        MapAdmin(app.MapGroup("/admin").WithTags("Access").RequireAuthorization(Policies.Admin));
    }

    private static void MapConsole(RouteGroupBuilder console)
    {
        console.MapPost("/sign-in", SignIn).WithName(nameof(SignIn))
            .WithSummary("Sign a browser in")
            .WithExample(AccessExamples.SignIn, AccessExamples.SignedIn)
            .WithDescription("With an API key, or with the token of a one-time link. Sets the HttpOnly cookie cp_session for 12 hours.")
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignIn)
            .AddEndpointFilter(SameOrigin.RefuseForeignAsync)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        console.MapPost("/sign-out", SignOut).WithName(nameof(SignOut))
            .WithSummary("Sign this browser out")
            .WithDescription("Ends the session on the server and removes the cookie.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        console.MapGet("/me", Me).WithName("WhoAmI")
            .WithSummary("Who this key or session is")
            .WithExample(response: AccessExamples.Me)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static void MapAdmin(RouteGroupBuilder admin)
    {
        admin.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        admin.MapGet("/api-keys", ListKeys).WithName(nameof(ListApiKeys))
            .WithSummary("List API keys")
            .WithExample(response: AccessExamples.Keys)
            .WithDescription("Newest first, revoked ones too; never the keys themselves.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        admin.MapPost("/api-keys", CreateKey).WithName(nameof(CreateApiKey))
            .WithSummary("Create an API key")
            .WithExample(AccessExamples.NewKey, AccessExamples.Key)
            .WithDescription("The response shows the key, this once. A repeat with the same Idempotency-Key shows null in its place.")
            .WithIdempotency(secrets: "key")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        admin.MapDelete("/api-keys/{id:guid}", RevokeKey).WithName(nameof(RevokeApiKey))
            .WithSummary("Revoke an API key")
            .WithDescription("Ends it at once, with its console sessions; other nodes follow within 5 seconds. The last active admin key stays.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        admin.MapPost("/sign-in-links", CreateLink).WithName(nameof(CreateSignInLink))
            .WithSummary("Make a one-time sign-in link")
            .WithExample(response: AccessExamples.Link)
            .WithDescription("Signs one browser in as the calling key, within an hour. A repeat with the same Idempotency-Key shows null for url_path.")
            .WithIdempotency(secrets: "url_path");
        admin.MapGet("/audit-events", ListAudit).WithName(nameof(ListAuditEvents))
            .WithSummary("List audit events")
            .WithExample(response: AccessExamples.Audit)
            .WithDescription("Who did what to what, and from where; newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<Ok<SignedInResponse>, ProblemHttpResult>> SignIn(
        SignInBody body, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var signedIn = await mediator.Send(new SignIn(ToSecret(body.Key), ToSecret(body.Token)), cancellationToken);
        if (!signedIn.IsSuccess)
        {
            return signedIn.Error.ToProblem();
        }

        var session = signedIn.Value;
        http.Response.Cookies.Append(KeyAuthentication.Cookie, session.Session.Value, CookieFor(http, session.ExpiresAt));
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SignedInResponse(session.Name, session.Scopes, session.ExpiresAt));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignOut(
        HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var signedOut = await mediator.Send(new SignOut(), cancellationToken);
        http.Response.Cookies.Delete(KeyAuthentication.Cookie, CookieFor(http, expiresAt: null));
        return signedOut.Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), error => error.ToProblem());
    }

    private static Results<Ok<MeResponse>, UnauthorizedHttpResult> Me(ICallContext call) => call.Caller is { } caller
        ? TypedResults.Ok(new MeResponse(caller.Name, caller.Scopes, caller.ClientId.Value, caller.ExpiresAt))
        : TypedResults.Unauthorized();

    private static async Task<Results<Ok<ApiKeyPage>, ProblemHttpResult>> ListKeys(
        IMediator mediator, CancellationToken cancellationToken, int limit = 50, string? cursor = null) =>
        (await mediator.Send(new ListApiKeys(limit, cursor), cancellationToken))
            .Match<Results<Ok<ApiKeyPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem());

    private static async Task<Results<Created<ApiKeyResponse>, ProblemHttpResult>> CreateKey(
        CreateApiKeyBody body, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var command = new CreateApiKey(body.Name ?? "", body.Scopes ?? [], body.ExpiresAt, body.ClientId, body.RateLimitPerMinute);
        http.Response.Headers.CacheControl = "no-store";
        return (await mediator.Send(command, cancellationToken)).Match<Results<Created<ApiKeyResponse>, ProblemHttpResult>>(
            created => TypedResults.Created($"/admin/api-keys/{created.Summary.Id}", ApiKeyResponse.Of(created)),
            error => error.ToProblem());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeKey(
        Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new RevokeApiKey(new ApiKeyId(id)), cancellationToken))
            .Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), error => error.ToProblem());

    private static async Task<Results<Created<SignInLinkResponse>, ProblemHttpResult>> CreateLink(
        HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        return (await mediator.Send(new CreateSignInLink(), cancellationToken))
            .Match<Results<Created<SignInLinkResponse>, ProblemHttpResult>>(
                link => TypedResults.Created((string?)null, new SignInLinkResponse(SignInPage + link.Token.Value, link.ExpiresAt)),
                error => error.ToProblem());
    }

    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> ListAudit(
        IMediator mediator,
        CancellationToken cancellationToken,
        int limit = 50,
        string? cursor = null,
        string? action = null,
        string? actor = null) =>
        (await mediator.Send(new ListAuditEvents(limit, cursor, action, actor), cancellationToken))
            .Match<Results<Ok<AuditPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem());

    // a credential longer than any of ours is as good as unknown, and an empty one as none
    private static Secret? ToSecret(string? text) => string.IsNullOrEmpty(text) ? null : new Secret(text);

    private static CookieOptions CookieFor(HttpContext http, DateTimeOffset? expiresAt) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        Expires = expiresAt,
    };
}
