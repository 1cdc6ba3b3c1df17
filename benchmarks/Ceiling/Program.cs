using System.Net;
using ChatPlatform.Ceiling;

var options = CeilingOptions.Parse(args);
await Schema.CreateAsync(options);
await using var writer = await OpenWriterAsync(options);
var chat = new ChatHandler(writer, options, TimeProvider.System);

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, options.Port);
});
await using var app = builder.Build();
app.Run(chat.HandleAsync);
await app.RunAsync();

static async Task<ITurnWriter> OpenWriterAsync(CeilingOptions options) =>
    options.GroupCommit ? await GroupCommit.OpenAsync(options) : await OneByOne.OpenAsync(options);
