using ChatPlatform.Api.Access;
using ChatPlatform.Api.Channels;
using ChatPlatform.Api.Common;
using ChatPlatform.Api.Conversations;
using ChatPlatform.Api.Hosting;
using ChatPlatform.Api.Insights;
using ChatPlatform.Api.Prompts;
using ChatPlatform.Api.Robeings;
using ChatPlatform.Api.Tasks;
using ChatPlatform.Api.Users;
using ChatPlatform.Application;
using ChatPlatform.Infrastructure;

try
{
    var builder = WebApplication.CreateSlimBuilder(args);
    builder.AddSettings();
    builder.Services.AddApplication();
    builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
    builder.AddHttp();
    builder.AddAuthenticationByKey();
    builder.AddKakaoAccess();
    builder.AddSlackAccess();

    var app = builder.Build();
    app.UseHttp();
    app.UseConsole();
    app.UseAuthenticationByKey();
    app.MapHealth();
    app.MapAccess();
    app.MapConversations();
    app.MapPrompts();
    app.MapTasks();
    app.MapKakao();
    app.MapSlack();
    app.MapUsers();
    app.MapRobeings();
    app.MapRobeingSettings();
    app.MapEvents();
    app.MapStatistics();
    await app.RunToEndAsync();
    return 0;
}
catch (Exception e) when (SettingsFailure.Explain(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

public sealed partial class Program;
