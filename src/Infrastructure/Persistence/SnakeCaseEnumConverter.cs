using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ChatPlatform.Infrastructure.Persistence;

/// <summary>Enums are stored as the words the API uses.</summary>
internal sealed class SnakeCaseEnumConverter<T>() : ValueConverter<T, string>(value => Names[value], text => Values[text])
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>()
        .ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

    private static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string NameOf(T value) => Names[value];

    public static T ValueOf(string name) => Values[name];
}
