using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

/// <summary>
/// A persona that answers, and grows with what it does. One that an operator made is shared: every client may talk to it. Any other is
/// its client's alone.
/// </summary>
public sealed class Robeing : AggregateRoot
{
    public const int DisplayNameMaxLength = 100;
    public const int PromptNameMaxLength = 100;
    public const int ModelMaxLength = 200;

    private readonly List<RobeingAchievement> _achievements = [];

    private Robeing(RobeingId id, ClientId ownerId, DateTimeOffset createdAt) => (Id, OwnerId, CreatedAt) = (id, ownerId, createdAt);

    /// <summary>Unique on this platform.</summary>
    public RobeingId Id { get; }

    /// <summary>Its keys, and admin keys, may change it.</summary>
    public ClientId OwnerId { get; }

    /// <summary>True when every client may see it and talk to it.</summary>
    public bool IsShared { get; private set; }

    public string DisplayName { get; private set; } = "";

    /// <summary>The prompt whose active version it speaks with, where a session names none; null for the default one.</summary>
    public string? PromptName { get; private set; }

    /// <summary>The model it answers with; null for its prompt's, or the default one.</summary>
    public string? Model { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Loaded with the robeing.</summary>
    public RobeingStats Stats { get; private set; } = null!;

    /// <summary>What it has achieved; loaded where it may grow.</summary>
    public IReadOnlyList<RobeingAchievement> Achievements => _achievements;

    public static Robeing Create(
        RobeingId id, ClientId owner, bool isShared, string displayName, string? promptName, string? model, DateTimeOffset now)
    {
        var robeing = new Robeing(id, owner, now)
        {
            IsShared = isShared,
            DisplayName = displayName,
            PromptName = promptName,
            Model = model,
            Stats = RobeingStats.Initial(id),
        };
        robeing.Raise(new RobeingCreated(id, isShared));
        return robeing;
    }

    /// <summary>Whether this client may see it and talk to it.</summary>
    public bool IsOpenTo(ClientId client) => IsOpen(IsShared, OwnerId, client);

    /// <summary>The rule, for whoever knows of a robeing no more than this.</summary>
    public static bool IsOpen(bool isShared, ClientId owner, ClientId client) => isShared || owner == client;

    /// <summary>Takes over what is given; says so where anything differs.</summary>
    public void Change(string displayName, string? promptName, string? model, bool isShared)
    {
        var changed = new List<string>();
        Note("display_name", displayName != DisplayName);
        Note("prompt_name", promptName != PromptName);
        Note("model", model != Model);
        Note("is_shared", isShared != IsShared);
        (DisplayName, PromptName, Model, IsShared) = (displayName, promptName, model, isShared);
        if (changed.Count > 0)
        {
            Raise(new RobeingChanged(Id, changed));
        }

        void Note(string field, bool differs)
        {
            if (differs)
            {
                changed.Add(field);
            }
        }
    }

    /// <summary>Adds a line of its ledger to its stats.</summary>
    public void Grow(GrowthEvent growth)
    {
        var level = Stats.Level;
        Stats.Apply(growth.Growth);
        if (Stats.Level > level)
        {
            Raise(new RobeingLeveledUp(Id, level, Stats.Level));
        }
    }

    /// <summary>Whether these points can be distributed now.</summary>
    public Error? CheckPoints(StatPoints points)
    {
        foreach (var ((name, value), (_, more)) in Stats.Values.Named.Zip(points.Named))
        {
            if (value + more > RobeingStats.MaxStat && more > 0)
            {
                return RobeingErrors.StatTooHigh(name, value);
            }
        }

        return points.Total > Stats.PointsAvailable ? RobeingErrors.NotEnoughPoints(points.Total, Stats.PointsAvailable) : null;
    }

    /// <summary>True when more days in a row could still be an achievement.</summary>
    public bool LacksStreak => !Has(Robeings.Achievements.LongestStreakCode);

    /// <summary>Grants what is reached and was not granted before.</summary>
    /// <param name="streak">Most days in a row with conversations, as far as they may have changed; 0 when they have not.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<Achievement> GrantReached(int streak, DateTimeOffset now)
    {
        var facts = new AchievementFacts(Stats, streak);
        var reached = Robeings.Achievements.All.Where(a => a.IsReached(facts) && !Has(a.Code)).ToList();
        foreach (var achievement in reached)
        {
            _achievements.Add(new RobeingAchievement(Id, achievement.Code, now));
            Raise(new RobeingAchieved(Id, achievement));
        }

        return reached;
    }

    private bool Has(string code) => _achievements.Exists(a => a.Code == code);
}
