using ChatPlatform.Infrastructure.Persistence.Embedded;
using Microsoft.Extensions.Configuration;

namespace ChatPlatform.UnitTests.Persistence;

public sealed class EmbeddedSettingsTests
{
    [Fact]
    public void From_NoSettings_UsesDataBelowTheStartDirectory()
    {
        var options = EmbeddedPostgresOptions.From(Configuration(), "/srv/chat");

        options.DataDirectory.ShouldBe("/srv/chat/data");
        options.BinDirectory.ShouldBeNull();
        options.Durable.ShouldBeTrue();
        options.PackageDirectories.ShouldContain("/srv/chat/data/postgres-bin");
    }

    [Fact]
    public void From_Settings_AreHonoured()
    {
        var options = EmbeddedPostgresOptions.From(
            Configuration(("CHATPLATFORM_DATA", "/var/chat"), ("CHATPLATFORM_POSTGRES_BIN", "pg/bin"), ("CHATPLATFORM_POSTGRES_CONNECTIONS", "50")), "/srv");

        options.DataDirectory.ShouldBe("/var/chat");
        options.BinDirectory.ShouldBe("/srv/pg/bin");
        options.MaxConnections.ShouldBe(50);
    }

    [Theory]
    [InlineData("CHATPLATFORM_POSTGRES_CONNECTIONS", "many")]
    [InlineData("CHATPLATFORM_POSTGRES_CONNECTIONS", "5")]
    [InlineData("CHATPLATFORM_POSTGRES_BUFFERS_MB", "15")]
    public void From_WrongNumber_NamesTheSetting(string name, string value)
    {
        var refused = Should.Throw<EmbeddedPostgresException>(() => EmbeddedPostgresOptions.From(Configuration((name, value)), "/srv"));

        refused.Message.ShouldContain(name);
        refused.Message.ShouldContain(value);
    }

    [Fact]
    public void Settings_Durable_KeepsWhatIsCommitted()
    {
        var text = ServerSettings.Settings(new() { DataDirectory = "/srv" }, "/srv/run", 5432);

        text.ShouldContain("\nfsync = on\n");
        text.ShouldContain("\nsynchronous_commit = on\n");
        text.ShouldContain("\nfull_page_writes = on\n");
        text.ShouldContain("listen_addresses = ''\nunix_socket_directories = '/srv/run'\n");
    }

    [Fact]
    public void SocketDirectory_ShortPath_IsBelowTheHome() => new ServerHome("/srv/data/postgres").SocketDirectory.ShouldBe("/srv/data/postgres/run");

    [Theory]
    [InlineData("/srv/a,b/postgres")]
    [InlineData("/srv/한국어한국어한국어한국어한국어한국어한국어한국어한국어/postgres")]
    public void SocketDirectory_PathNoSocketCanHave_IsShortAndItsOwn(string home)
    {
        var directory = new ServerHome(home).SocketDirectory;

        directory.ShouldStartWith("/tmp/chatplatform-");
        directory.ShouldNotBe(new ServerHome(home + "2").SocketDirectory);
    }

    [Fact]
    public void Parse_FileOfARunningServer_GivesItsAddress()
    {
        var file = PostmasterFile.Parse("4242\n/srv/data\n1700000000\n5432\n/srv/run\n\n  123 4\nready   \n");

        file.ShouldBe(new(4242, 5432, "/srv/run", "ready"));
        file!.IsReady.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("4242\n/srv/data\n")]
    [InlineData("-1\n/srv/data\n1700000000\n5432\n/srv/run\n")]
    [InlineData("x\n/srv/data\n1700000000\n5432\n/srv/run\n")]
    public void Parse_IncompleteFile_IsNull(string text) => PostmasterFile.Parse(text).ShouldBeNull();

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build();
}
