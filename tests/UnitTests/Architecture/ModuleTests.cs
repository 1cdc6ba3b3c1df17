using System.Text.RegularExpressions;

namespace ChatPlatform.UnitTests.Architecture;

/// <summary>Modules meet only through Contracts, and keep their files flat.</summary>
public sealed partial class ModuleTests
{
    /// <summary>Folders that are no modules: what everybody uses, and what puts the modules together.</summary>
    private static readonly string[] Shared = ["Common", "Persistence", "Hosting", "Telemetry"];

    /// <summary>File → module it may know beyond Contracts, with the reason.</summary>
    private static readonly (string File, string Target, string Reason)[] Exceptions = [];

    [Fact]
    public void Modules_Sources_MeetOnlyThroughContracts() => Strangers(Sources.Files)
        .Where(v => !Exceptions.Any(e => e.File == v.File && e.Target == v.Target))
        .ShouldBeEmpty();

    [Fact]
    public void Exceptions_All_AreStillNeeded() => Exceptions
        .Where(e => e.Reason.Length == 0 || !Strangers(Sources.Files).Contains((e.File, e.Target)))
        .ShouldBeEmpty();

    [Fact]
    public void Modules_SourceThatKnowsAnother_IsSeen() => Strangers(
    [
        new("Application/Conversations/A.cs", "using ChatPlatform.Domain.Prompts;"),
        new("Infrastructure/Conversations/A.cs", "Application.Prompts.IPromptsDb db;"),
        new("Api/Conversations/A.cs", "using static ChatPlatform.Application.Prompts.PromptView;"),
        new("Application/Conversations/B.cs", "using ChatPlatform.Application.Prompts.Contracts;"),
        new("Application/Conversations/C.cs", "using ChatPlatform.Domain.Conversations; var json = MediaTypeNames.Application.Json;"),
        new("Domain/Prompts/A.cs", "using ChatPlatform.Domain.Conversations;"),
        new("Domain/Conversations/A.cs", ""),
        new("Infrastructure/Persistence/A.cs", "using ChatPlatform.Domain.Prompts;"),
    ]).Select(v => v.File).ShouldBe(["Application/Conversations/A.cs", "Infrastructure/Conversations/A.cs", "Api/Conversations/A.cs", "Domain/Prompts/A.cs"]);

    [Fact]
    public void Folders_Modules_LieFlat() => Deep(Sources.Files).ShouldBeEmpty();

    [Fact]
    public void Folders_FileInASubfolder_IsSeen() => Deep(
    [
        new("Application/Prompts/Handlers/A.cs", ""),
        new("Domain/Prompts/Contracts/A.cs", ""),
        new("Application/Prompts/Contracts/A.cs", ""),
        new("Infrastructure/Persistence/PostgreSql/A.cs", ""),
        new("Domain/Prompts/A.cs", ""),
    ]).ShouldBe(["Application/Prompts/Handlers/A.cs", "Domain/Prompts/Contracts/A.cs"]);

    private static List<(string File, string Target)> Strangers(IReadOnlyList<SourceFile> files)
    {
        var modules = files.Select(f => f.Module).OfType<string>().Except(Shared).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (from file in files
                where file.Module is not null && !Shared.Contains(file.Module)
                from Match match in ModuleName().Matches(file.Text)
                let target = match.Groups["module"].Value
                where modules.Contains(target) && target != file.Module && match.Groups["rest"].Value != ".Contracts"
                select (file.Path, target)).Distinct(),
        ];
    }

    private static List<string> Deep(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           let below = file.Below.ToList()
           where below.Count > 0
           where !(file.Layer == "Application" && below is ["Contracts"])
           where !(file is { Layer: "Infrastructure", Module: "Persistence" } && below.Count == 1) // one folder a provider
           select file.Path,
    ];

    [GeneratedRegex(@"\b(Domain|Application|Infrastructure|Api)\.(?<module>\w+)(?<rest>\.\w+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex ModuleName();
}
