namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>
/// The user of the operating system that runs the server. It is our own, unless that is root, which PostgreSQL refuses:
/// then the owner of the cluster, <c>postgres</c>, or a system user that we create.
/// </summary>
internal sealed class ServerAccount
{
    private const string OwnUser = "chatplatform";
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(30);
    private readonly Command _command;
    private readonly Func<string, IReadOnlyList<string>, (string Program, IEnumerable<string> Arguments)> _become;

    private ServerAccount(
        string name, bool isOther, Command command, Func<string, IReadOnlyList<string>, (string Program, IEnumerable<string> Arguments)> become)
    {
        Name = name;
        IsOther = isOther;
        _command = command;
        _become = become;
    }

    public string Name { get; }

    /// <summary>True when we are root and the server is not.</summary>
    public bool IsOther { get; }

    /// <param name="home">Where the server's files lie, if there are any yet.</param>
    /// <param name="command">Runs programs.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<ServerAccount> FindAsync(string home, Command command, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new(Environment.UserName, isOther: false, command, static (program, arguments) => (program, arguments));
        }

        var name = await OwnerAsync(home, command, cancellationToken) ?? await ChooseAsync(command, cancellationToken);
        (string, Func<string, IReadOnlyList<string>, (string, IEnumerable<string>)>)[] ways =
        [
            ("setpriv", (program, arguments) => ("setpriv", ["--reuid", name, "--regid", GroupOf(name), "--init-groups", program, .. arguments])),
            ("runuser", (program, arguments) => ("runuser", ["-u", name, "--", program, .. arguments])),
            ("su", (program, arguments) => ("su", ["-s", "/bin/sh", name, "-c", string.Join(' ', arguments.Prepend(program).Select(Quote))])),
        ];
        foreach (var (_, become) in ways)
        {
            var account = new ServerAccount(name, isOther: true, command, become);
            if ((await account.RunAsync("true", [], cancellationToken)).Succeeded)
            {
                return account;
            }
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL does not run as root, and none of setpriv, runuser and su can run it as user {name} here. Start ChatPlatform as an ordinary user.");
    }

    /// <summary>Runs a program as this user.</summary>
    public Task<CommandOutcome> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, Quick, cancellationToken);

    /// <summary>Runs a program as this user, for at most <paramref name="timeout"/>.</summary>
    public Task<CommandOutcome> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (first, rest) = _become(program, arguments);
        return _command.RunAsync(first, rest, timeout, inheritEnvironment: false, cancellationToken);
    }

    /// <summary>Gives a folder and all in it to this user. False where the file system does not know owners.</summary>
    public async Task<bool> TakeOverAsync(string directory, CancellationToken cancellationToken) =>
        !IsOther || (await _command.RunAsync(
            "chown", ["-R", "-h", $"{Name}:{GroupOf(Name)}", directory], TimeSpan.FromMinutes(5), inheritEnvironment: false, cancellationToken)).Succeeded;

    /// <summary>Creates a folder that only this user can enter. False when it is somebody else's, as it may be below /tmp.</summary>
    public async Task<bool> CreatePrivateAsync(string directory, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return true;
        }

        const string script = """mkdir -m 700 "$0" 2>/dev/null; [ -d "$0" ] && [ ! -L "$0" ] && [ -O "$0" ] && chmod 700 "$0" """;
        return (await RunAsync("sh", ["-c", script, directory], cancellationToken)).Succeeded;
    }

    /// <summary>Whether this user can enter and write the folder, all folders above it included.</summary>
    public async Task<bool> CanUseAsync(string directory, CancellationToken cancellationToken) =>
        OperatingSystem.IsWindows()
        || (await RunAsync("sh", ["-c", """[ -O "$0" ] && [ -w "$0" ] && [ -x "$0" ] """, directory], cancellationToken)).Succeeded;

    private static async Task<string?> OwnerAsync(string home, Command command, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(home))
        {
            return null;
        }

        var stat = await command.RunAsync("stat", ["-c", "%U", home], Quick, inheritEnvironment: false, cancellationToken);
        return stat.Succeeded && stat.Output is not ("root" or "UNKNOWN") && IsKnown(stat.Output) ? stat.Output : null;
    }

    private static async Task<string> ChooseAsync(Command command, CancellationToken cancellationToken)
    {
        if (IsKnown("postgres"))
        {
            return "postgres";
        }

        if (!IsKnown(OwnUser))
        {
            string[] useradd = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", OwnUser];
            if (!(await command.RunAsync("useradd", useradd, Quick, inheritEnvironment: false, cancellationToken)).Succeeded)
            {
                await command.RunAsync("adduser", ["-S", "-D", "-H", OwnUser], Quick, inheritEnvironment: false, cancellationToken); // BusyBox
            }
        }

        return IsKnown(OwnUser) ? OwnUser : "nobody";
    }

    private static bool IsKnown(string name) => PasswdOf(name) is not null;

    private static string GroupOf(string name) => PasswdOf(name)?[3] ?? name;

    private static string[]? PasswdOf(string name) => File.Exists("/etc/passwd")
        ? File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 3 && fields[0] == name)
        : null;

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
