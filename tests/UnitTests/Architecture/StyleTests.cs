using System.Reflection;
using System.Text.RegularExpressions;
using ChatPlatform.Domain.Common;
using FluentValidation;
using MediatR;

namespace ChatPlatform.UnitTests.Architecture;

/// <summary>The house rules that a machine can check. Each has a control that shows the check can fail.</summary>
public sealed partial class StyleTests
{
    private const int UseCaseMaxLines = 120;

    private static readonly string[] BannedWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities"];

    [Fact]
    public void Handlers_AndValidators_AreInternalAndSealed() => OpenHandlers(Sources.WrittenTypes(Sources.Application)).ShouldBeEmpty();

    [Fact]
    public void Handlers_PublicOrOpen_AreSeen() =>
        OpenHandlers([typeof(PublicHandler), typeof(OpenValidator), typeof(GoodValidator)]).ShouldBe([nameof(PublicHandler), nameof(OpenValidator)]);

    [Fact]
    public void Aggregates_AreSealedWithPrivateConstructors() => OpenAggregates(Sources.WrittenTypes(Sources.Domain)).ShouldBeEmpty();

    [Fact]
    public void Aggregates_OpenOrPublic_AreSeen() =>
        OpenAggregates([typeof(OpenAggregate), typeof(PublicAggregate), typeof(GoodAggregate)]).ShouldBe([nameof(OpenAggregate), nameof(PublicAggregate)]);

    [Fact]
    public void Aggregates_Setters_ArePrivate() => PublicSetters(Sources.WrittenTypes(Sources.Domain)).ShouldBeEmpty();

    [Fact]
    public void Aggregates_PublicSetter_IsSeen() =>
        PublicSetters([typeof(OpenAggregate), typeof(GoodAggregate)]).ShouldBe(["OpenAggregate.Name"]);

    [Fact]
    public void Names_OfTypes_SayWhatTheyDo() =>
        BadNames(new[] { Sources.Domain, Sources.Application, Sources.Infrastructure, Sources.Api }.SelectMany(Sources.WrittenTypes).Select(t => t.Name))
            .ShouldBeEmpty();

    [Fact]
    public void Names_Banned_AreSeen() =>
        BadNames(["PromptManager", "StringHelper", "Utilization", "UtilsOfMine", "Managed"]).ShouldBe(["PromptManager", "StringHelper", "UtilsOfMine"]);

    [Fact]
    public void Ports_AsyncMethods_TakeACancellationToken() =>
        Uncancellable(Sources.WrittenTypes(Sources.Application).Where(t => t is { IsInterface: true, IsVisible: true })).ShouldBeEmpty();

    [Fact]
    public void Ports_WithoutAToken_AreSeen() => Uncancellable([typeof(IBadPort)]).ShouldBe(["IBadPort.LoadAsync", "IBadPort.StreamAsync"]);

    [Fact]
    public void UseCases_AreShort() => TooLong(Sources.Files).ShouldBeEmpty();

    [Fact]
    public void UseCases_TooLong_AreSeen()
    {
        var lines = string.Concat(Enumerable.Repeat("\n", UseCaseMaxLines));
        TooLong(
        [
            new("Application/Prompts/Long.cs", "IRequestHandler<" + lines + "}\n"),
            new("Application/Prompts/Fits.cs", "IRequestHandler<" + lines[1..] + "}\n"),
        ]).ShouldBe(["Application/Prompts/Long.cs: 121 lines"]);
    }

    [Fact]
    public void UseCases_OnePerFile_NamedAfterIt() => Misnamed(Sources.Files).ShouldBeEmpty();

    [Fact]
    public void UseCases_InAnotherFile_AreSeen() => Misnamed(
    [
        new("Application/Prompts/All.cs", "internal sealed class CreatePromptHandler(IPromptsDb db)\n    : IRequestHandler<CreatePrompt, Result<Done>>"),
        new("Application/Prompts/CreatePrompt.cs", "internal sealed class CreatePromptHandler : IRequestHandler<CreatePrompt, Result<Done>>"),
    ]).ShouldBe(["Application/Prompts/All.cs holds CreatePromptHandler"]);

    private static List<string> OpenHandlers(IEnumerable<Type> types) =>
        [.. types.Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(IsHandler) && (IsExported(t) || !t.IsSealed)).Select(t => t.Name)];

    private static bool IsHandler(Type contract) => contract == typeof(IValidator)
        || (contract.IsGenericType && (contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            || contract.GetGenericTypeDefinition() == typeof(INotificationHandler<>)));

    private static bool IsExported(Type type) => type.IsPublic || type.IsNestedPublic;

    private static List<string> OpenAggregates(IEnumerable<Type> types) =>
    [
        .. Aggregates(types)
            .Where(t => !t.IsSealed || t.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(c => !c.IsPrivate))
            .Select(t => t.Name),
    ];

    private static List<string> PublicSetters(IEnumerable<Type> types) =>
    [
        .. from type in Aggregates(types)
           from property in type.GetProperties()
           where property.GetSetMethod() is not null
           select $"{type.Name}.{property.Name}",
    ];

    private static IEnumerable<Type> Aggregates(IEnumerable<Type> types) => types.Where(t => !t.IsAbstract && typeof(AggregateRoot).IsAssignableFrom(t));

    private static List<string> BadNames(IEnumerable<string> names) =>
        [.. names.Where(name => Word().Matches(name).Any(word => BannedWords.Contains(word.Value)))];

    private static List<string> Uncancellable(IEnumerable<Type> ports) =>
    [
        .. from port in ports
           from method in port.GetMethods()
           where IsAsync(method.ReturnType) && method.GetParameters().All(p => p.ParameterType != typeof(CancellationToken))
           select $"{port.Name}.{method.Name}",
    ];

    private static bool IsAsync(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static List<string> TooLong(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           where file.Layer == "Application" && file.Text.Contains("IRequestHandler<", StringComparison.Ordinal)
           let lines = file.Text.Count(c => c == '\n')
           where lines > UseCaseMaxLines
           select $"{file.Path}: {lines} lines",
    ];

    private static List<string> Misnamed(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           where file.Layer == "Application" && file.Module is not null
           from Match match in HandlerName().Matches(file.Text)
           where match.Groups["name"].Value + ".cs" != file.Name
           select $"{file.Path} holds {match.Groups["name"].Value}Handler",
    ];

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"class (?<name>\w+)Handler\b[^{;]*?IRequestHandler<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HandlerName();

    private interface IBadPort
    {
        Task LoadAsync(int id);

        IAsyncEnumerable<int> StreamAsync();

        ValueTask SaveAsync(CancellationToken cancellationToken);

        int Count();
    }

    public sealed record Ask : IRequest<int>;

    public sealed class PublicHandler : IRequestHandler<Ask, int>
    {
        public Task<int> Handle(Ask request, CancellationToken cancellationToken) => Task.FromResult(1);
    }

#pragma warning disable CA1852 // open on purpose: the rule must find them
    internal class OpenValidator : AbstractValidator<Ask>;

    internal class OpenAggregate : AggregateRoot
    {
        private OpenAggregate()
        {
        }

        public string Name { get; set; } = "";
    }
#pragma warning restore CA1852

    internal sealed class GoodValidator : AbstractValidator<Ask>;

    internal sealed class PublicAggregate : AggregateRoot;

    internal sealed class GoodAggregate : AggregateRoot
    {
        private GoodAggregate()
        {
        }

        public string Name { get; private set; } = "";
    }
}
