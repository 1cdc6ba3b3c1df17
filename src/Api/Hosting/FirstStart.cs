using ChatPlatform.Application.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatPlatform.Api.Hosting;

/// <summary>
/// Ensures an admin key before the server listens, and tells the operator what the first start made once it does: plain text to the
/// console, never to the log. Starts after persistence's hosted service, so the tables are there.
/// </summary>
internal sealed class FirstStart(
    IServiceScopeFactory scopes, IServer server, IConfiguration configuration, IHostApplicationLifetime lifetime, TextWriter output)
    : IHostedService, IDisposable
{
    private FirstAdmin? _first;
    private CancellationTokenRegistration _started;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        _first = await scope.ServiceProvider.GetRequiredService<BootstrapAdmin>().EnsureAsync(cancellationToken);
        _started = lifetime.ApplicationStarted.Register(() => Print(isListening: true));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Prints what was not printed yet: the key would be lost when the server cannot listen, its port being taken.</summary>
    public void Dispose()
    {
        _started.Dispose();
        Print(isListening: false);
    }

    private void Print(bool isListening)
    {
        if (Interlocked.Exchange(ref _first, null) is not { } first)
        {
            return;
        }

        var address = Address();
        var key = first.Key is { } made ? made.Value : "$CHATPLATFORM_ADMIN_KEY";
        output.WriteLine();
        output.WriteLine(isListening
            ? $"ChatPlatform is ready at {address}"
            : "ChatPlatform made its first admin key, but the server could not start. Once it runs, use it like this.");
        output.WriteLine();
        if (first.Key is not null)
        {
            output.WriteLine("Admin key, shown only this once; keep it safe:");
            output.WriteLine($"  {key}");
            output.WriteLine();
        }

        output.WriteLine($"Sign in with the browser, once, until {first.SignInExpiresAt:HH:mm} UTC:");
        output.WriteLine($"  {address}/sign-in#{first.SignInToken.Value}");
        output.WriteLine();
        output.WriteLine("Try it:");
        output.WriteLine($"  curl -X POST {address}/api/sessions -H \"Authorization: Bearer {key}\"");
        output.WriteLine();
        output.Flush();
    }

    private string Address()
    {
        const string defaultPort = "5000";
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } bound)
        {
            return $"http://localhost:{(configuration["PORT"] is { Length: > 0 } port ? port : defaultPort)}";
        }

        // a server bound to every address is reached from here as localhost
        var address = BindingAddress.Parse(bound);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" or "127.0.0.1" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }
}
