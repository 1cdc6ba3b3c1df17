using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ChatPlatform.UnitTests.Architecture;

/// <summary>Dependencies point inwards: Api → Application → Domain; Infrastructure implements Application's ports.</summary>
public sealed partial class LayerTests
{
    /// <summary>What a layer's source may name.</summary>
    private static readonly Dictionary<string, string[]> Visible = new(StringComparer.Ordinal)
    {
        ["Domain"] = ["Domain"],
        ["Application"] = ["Domain", "Application"],
        ["Infrastructure"] = ["Domain", "Application", "Infrastructure"],
        ["Api"] = ["Domain", "Application", "Api"],
    };

    /// <summary>The composition root is the one place of the Api that knows Infrastructure.</summary>
    private const string CompositionRoot = "Api/Program.cs";

    /// <summary>Namespaces of packages and frameworks that a layer must not know.</summary>
    private static readonly string[] OutsideOfApplication =
        ["Microsoft.AspNetCore", "Npgsql", "Microsoft.EntityFrameworkCore.Relational", "OpenAI", "OpenTelemetry", "Polly", "ChatPlatform.Infrastructure", "ChatPlatform.Api"];

    [Fact]
    public void Domain_References_OnlyTheFramework() => Foreign(Sources.Domain, ["System"]).ShouldBeEmpty();

    [Fact]
    public void Application_References_NothingThatTalksToTheOutside() => Forbidden(Sources.Application, OutsideOfApplication).ShouldBeEmpty();

    [Fact]
    public void Infrastructure_References_NotTheApi() => Forbidden(Sources.Infrastructure, ["ChatPlatform.Api"]).ShouldBeEmpty();

    [Fact]
    public void References_OfOuterLayers_AreSeen()
    {
        Foreign(Sources.Application, ["System"]).ShouldContain("ChatPlatform.Domain");
        Forbidden(Sources.Infrastructure, OutsideOfApplication).ShouldContain("Npgsql");
        Forbidden(Sources.Api, ["ChatPlatform.Infrastructure"]).ShouldBe(["ChatPlatform.Infrastructure"]);
    }

    [Fact]
    public void Sources_Layers_PointInwards() => Outwards(Sources.Files).ShouldBeEmpty();

    [Fact]
    public void Sources_LayerThatPointsOutwards_IsSeen() => Outwards(
    [
        new("Application/Prompts/X.cs", "using ChatPlatform.Infrastructure.Persistence;"),
        new("Domain/Prompts/X.cs", "var x = new ChatPlatform.Application.Prompts.CreatePrompt();"),
        new("Api/Prompts/X.cs", "using ChatPlatform.Infrastructure;"),
        new(CompositionRoot, "using ChatPlatform.Infrastructure;"),
        new("Infrastructure/Prompts/X.cs", "using ChatPlatform.Application.Prompts;"),
    ]).Count.ShouldBe(3);

    [Fact]
    public void Domain_Project_HasNoReferences() => ReferencesIn(File.ReadAllText(Path.Combine(Sources.Root, "Domain", "Domain.csproj"))).ShouldBeEmpty();

    [Fact]
    public void Domain_ProjectWithAPackage_IsSeen() =>
        ReferencesIn("""<Project><ItemGroup><PackageReference Include="MediatR" /></ItemGroup></Project>""").ShouldBe(["MediatR"]);

    private static List<string> Foreign(Assembly assembly, string[] allowed) =>
        [.. assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(n => !Array.Exists(allowed, a => IsWithin(n, a)))];

    private static List<string> Forbidden(Assembly assembly, string[] forbidden) =>
        [.. assembly.GetReferencedAssemblies().Select(r => r.Name!).Where(n => Array.Exists(forbidden, f => IsWithin(n, f)))];

    private static bool IsWithin(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);

    private static List<string> Outwards(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           where file.Path != CompositionRoot
           from Match match in LayerName().Matches(file.Text)
           where !Visible[file.Layer].Contains(match.Groups["layer"].Value)
           select $"{file.Path} -> {match.Value}",
    ];

    private static IEnumerable<string> ReferencesIn(string project) => XDocument.Parse(project).Descendants()
        .Where(e => e.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal))
        .Select(e => e.Attribute("Include")!.Value);

    [GeneratedRegex(@"ChatPlatform\.(?<layer>Domain|Application|Infrastructure|Api)\b")]
    private static partial Regex LayerName();
}
