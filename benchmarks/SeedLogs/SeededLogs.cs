namespace ChatPlatform.SeedLogs;

/// <summary>What is known about the rows: the words the load generator looks for, and who wrote how much.</summary>
internal static class SeededLogs
{
    /// <summary>In 30 of 100 rows.</summary>
    public const string FrequentWord = "환불";

    /// <summary>In 1 of 1,000 rows.</summary>
    public const string RareWord = "누수";

    /// <summary>In <see cref="FewRows"/> rows.</summary>
    public const string FewWord = "곶감";

    public const int FewRows = 5;

    /// <summary>In no row.</summary>
    public const string AbsentWord = "쟁기";

    /// <summary>In 10 of 100 rows that are older than <see cref="OldDays"/> days, in none since.</summary>
    public const string OldWord = "택배";

    public const int OldDays = 90;

    public const int Days = 180;

    public const int Users = 20_000;

    /// <summary>The first of the users; together they wrote one row in five.</summary>
    public const int HeavyUsers = 10;

    public static string User(int number) => $"user-{number:D5}";
}
