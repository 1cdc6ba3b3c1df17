using System.Reflection;
using System.Runtime.CompilerServices;
using ChatPlatform.Application;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure;

namespace ChatPlatform.UnitTests.Architecture;

/// <summary>A source file by its place: <c>src/Layer/Module/…/File.cs</c>.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private string[] Parts => Path.Split('/');

    public string Layer => Parts[0];

    /// <summary>Null for files that lie in the layer itself.</summary>
    public string? Module => Parts.Length > 2 ? Parts[1] : null;

    /// <summary>Folders below the module.</summary>
    public IEnumerable<string> Below => Parts.Skip(2).SkipLast(1);

    public string Name => Parts[^1];
}

/// <summary>What the rules are checked on: the source tree and the built layers.</summary>
internal static class Sources
{
    public static readonly string[] Layers = ["Domain", "Application", "Infrastructure", "Api"];

    public static readonly Assembly Domain = typeof(AggregateRoot).Assembly;
    public static readonly Assembly Application = typeof(ApplicationServices).Assembly;
    public static readonly Assembly Infrastructure = typeof(InfrastructureServices).Assembly;
    public static readonly Assembly Api = typeof(Program).Assembly;

    public static string Root { get; } = RootOf();

    public static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. from layer in Layers
           from path in Directory.EnumerateFiles(Path.Combine(Root, layer), "*.cs", SearchOption.AllDirectories)
           let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
           where !relative.Split('/').Any(part => part is "bin" or "obj" or "Migrations" or "node_modules" or "wwwroot")
           select new SourceFile(relative, File.ReadAllText(path)),
    ];

    /// <summary>Types that people wrote, not those the compiler made.</summary>
    public static IEnumerable<Type> WrittenTypes(Assembly assembly) =>
        assembly.GetTypes().Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !t.Name.Contains('<')
            && t.Namespace?.StartsWith("ChatPlatform", StringComparison.Ordinal) == true);

    private static string RootOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src"));
}
