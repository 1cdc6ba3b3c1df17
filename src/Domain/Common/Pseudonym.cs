using System.Security.Cryptography;
using System.Text;

namespace ChatPlatform.Domain.Common;

public static class Pseudonym
{
    private const int Digits = 16;

    /// <summary>Stands for a person in what outlives their data: <c>sha256:</c> and the first 16 hexadecimal digits of the id's SHA-256. Who knows the id can compare.</summary>
    public static string Of(string id) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..Digits];
}
