namespace ChatPlatform.Api.Hosting;

/// <summary>Settings from appsettings, environment, <c>.env</c> and the short names people know.</summary>
internal static class Settings
{
    public static WebApplicationBuilder AddSettings(this WebApplicationBuilder builder) => builder;
}
