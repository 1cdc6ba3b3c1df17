using System.Net;
using System.Text.RegularExpressions;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatPlatform.IntegrationTests.Access;

/// <summary>Every endpoint needs a key, except those named here. A new name in this list is a decision to argue about.</summary>
public sealed partial class ClosedByDefaultTests(AccessInMemoryApp app) : IClassFixture<AccessInMemoryApp>
{
    private static readonly string[] Open =
    [
        "GET /health", "GET /health/live", "GET /health/ready", "GET /api/health", // load balancers have no key; nothing secret in them
        "POST /console/sign-in", // whoever signs in has nothing yet; limited by address
        "GET /openapi/v1.json", "GET /scalar", // the contract and its reader; they hold no secret
    ];

    [Fact]
    public void Endpoints_MarkedAnonymous_AreOnTheList() => MarkedAnonymous(Endpoints()).Except(Open).ShouldBeEmpty();

    [Fact]
    public void Endpoints_CheckOfMarks_CanFail() => MarkedAnonymous(
        [
            .. Endpoints(),
            new RouteEndpoint(
                _ => Task.CompletedTask, RoutePatternFactory.Parse("/back-door"), 0, new(new AllowAnonymousAttribute()), displayName: null),
        ])
        .Except(Open).ShouldBe(["* /back-door"]);

    [Fact]
    public async Task Endpoints_CalledWithoutKey_AnswerOnlyFromTheList() => (await AnsweringAsync(Endpoints())).Except(Open).ShouldBeEmpty();

    [Fact]
    public async Task Endpoints_CheckByCalling_CanFail() => (await AnsweringAsync(Endpoints())).ShouldContain("POST /console/sign-in");

    [Fact]
    public void Fallback_WithoutPolicy_WantsAKey()
    {
        var fallback = app.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.FallbackPolicy;

        fallback.ShouldNotBeNull();
        fallback.Requirements.ShouldContain(r => r is Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement);
    }

    private static IEnumerable<string> MarkedAnonymous(IEnumerable<RouteEndpoint> endpoints) =>
        endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(NamesOf);

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(m => $"{m} /{endpoint.RoutePattern.RawText!.Trim('/')}");

    private List<RouteEndpoint> Endpoints()
    {
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(5);
        return endpoints;
    }

    private async Task<List<string>> AnsweringAsync(IEnumerable<RouteEndpoint> endpoints)
    {
        using var anonymous = app.CreateClient();
        var answering = new List<string>();
        foreach (var name in endpoints.SelectMany(NamesOf))
        {
            var (method, pattern) = (name.Split(' ')[0], name.Split(' ')[1]);
            var path = Parameter().Replace(pattern, Guid.CreateVersion7(TimeProvider.System.Now()).ToString());
            using var request = new HttpRequestMessage(new HttpMethod(method == "*" ? "GET" : method), path);
            if ((await anonymous.SendAsync(request)).StatusCode != HttpStatusCode.Unauthorized)
            {
                answering.Add(name);
            }
        }

        return answering;
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
