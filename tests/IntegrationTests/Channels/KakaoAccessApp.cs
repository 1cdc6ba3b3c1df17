using ChatPlatform.Api.Access;
using ChatPlatform.Api.Channels;
using ChatPlatform.Api.Common;
using ChatPlatform.Api.Hosting;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>The product's pipeline on real Kestrel, in front of one endpoint of each kind that the channel has.</summary>
internal sealed class KakaoAccessApp : IAsyncDisposable
{
    public const string Secret = "vY3u8Zk1mQ9pL0sT";
    public const string ChatKey = "cp_chat";
    public const string IngestKey = "cp_ingest";

    public static readonly ClientId KeyClient = new(new Guid("00000000-0000-7000-8000-0000000000aa"));

    private readonly WebApplication _app;

    private KakaoAccessApp(KakaoOptions kakao, AccessOptions access, string? trustedProxies)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["PORT"] = "0";
        builder.Configuration["TRUSTED_PROXIES"] = trustedProxies;
        builder.AddSettings();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Substitute.For<IReadiness>());
        builder.Services.AddSingleton(Callers());
        builder.Services.AddSingleton(access);
        builder.Services.AddSingleton(kakao);
        builder.AddHttp();
        builder.AddAuthenticationByKey();
        builder.AddKakaoAccess();
        builder.Services.Remove(builder.Services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(FirstStart)));
        _app = builder.Build();
        _app.UseHttp();
        _app.UseAuthenticationByKey();
        _app.MapPost("/skill", Who).RequireSkillSecret();
        _app.MapGet("/lookup", Who).RequireAuthorization(ChatPlatform.Api.Common.Policies.KeyOrSkillSecret);
        _app.MapGet("/other", Who).RequireAuthorization(Policies.Chat);
    }

    public HttpClient Http { get; } = new();

    public static async Task<KakaoAccessApp> StartAsync(KakaoOptions kakao, AccessOptions? access = null, string? trustedProxies = null)
    {
        var app = new KakaoAccessApp(kakao, access ?? new(), trustedProxies);
        await app._app.StartAsync();
        app.Http.BaseAddress = new Uri(app._app.Urls.First());
        return app;
    }

    public static KakaoOptions With(string secret) => new() { Secret = new SkillSecret(secret) };

    /// <summary>A call with the headers that are not null.</summary>
    public Task<HttpResponseMessage> CallAsync(string path, string? secret = null, string? key = null)
    {
        var request = new HttpRequestMessage(path == "/skill" ? HttpMethod.Post : HttpMethod.Get, path);
        if (secret is not null)
        {
            request.Headers.Add("X-Skill-Secret", secret);
        }

        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        return Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static Ok<Caught> Who(ICurrentClient client) => TypedResults.Ok(new Caught(client.Id.Value, client.IsAdmin, client.Actor));

    private static ICallers Callers()
    {
        var callers = Substitute.For<ICallers>();
        callers.FindAsync(CredentialKind.Key, new Secret(ChatKey), Arg.Any<CancellationToken>()).Returns(CallerWith(Scope.Chat));
        callers.FindAsync(CredentialKind.Key, new Secret(IngestKey), Arg.Any<CancellationToken>()).Returns(CallerWith(Scope.Ingest));
        return callers;
    }

    private sealed record Caught(Guid Client, bool IsAdmin, string Actor);

    private static Caller CallerWith(Scope scope) => new(default, KeyClient, "key", [scope], null, null, null);
}
