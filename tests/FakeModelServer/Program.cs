namespace ChatPlatform.FakeModelServer;

internal static class EntryPoint
{
    private static Task Main(string[] args) => WebApplication.CreateBuilder(args).Build().RunAsync();
}
