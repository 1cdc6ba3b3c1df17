using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Users;

/// <summary>What the person's next words are taken for.</summary>
public enum NameMode
{
    None,

    /// <summary>They were asked for their name.</summary>
    Naming,

    /// <summary>They were asked whether a guess is their name.</summary>
    Confirming,
}

/// <summary>Another name than before; null for none.</summary>
public sealed record NameChange(string? From, string To)
{
    public bool IsChange => From != To;
}

/// <summary>A person, as one client knows them. What they say at once is taken in one after the other: see <see cref="Meetings"/>.</summary>
public sealed class AppUser : AggregateRoot
{
    /// <summary>How long an answer is waited for; then the next words are for the AI again.</summary>
    public static readonly TimeSpan NameModeLasts = TimeSpan.FromMinutes(10);

    /// <summary>A quick exchange writes the time once, not with every line.</summary>
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    /// <summary>Hexadecimal digits of a made-up user id: 62 random bits of the row's id.</summary>
    private const int MadeUpDigits = 16;

    /// <summary>How long a wish to be forgotten can be confirmed.</summary>
    public static readonly TimeSpan ForgettingLasts = TimeSpan.FromMinutes(10);

    private AppUser(AppUserId id, ClientId clientId, UserId userId, DateTimeOffset createdAt) =>
        (Id, ClientId, UserId, CreatedAt, LastSeenAt) = (id, clientId, userId, createdAt, createdAt);

    public AppUserId Id { get; }

    public ClientId ClientId { get; }

    /// <summary>The name under which conversations and logs know them; unique within the client.</summary>
    public UserId UserId { get; }

    /// <summary>What they want to be called, a valid <see cref="PersonName"/>; null when they have not said.</summary>
    public string? Name { get; private set; }

    /// <summary>As it was set; see <see cref="ModeAt"/>.</summary>
    public NameMode NameMode { get; private set; }

    public DateTimeOffset? NameModeUntil { get; private set; }

    /// <summary>The guess that waits for a yes or no; null unless confirming.</summary>
    public string? NameGuess { get; private set; }

    /// <summary>Until when they may confirm that they want to be forgotten; null when they have not asked.</summary>
    public DateTimeOffset? ForgetUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>Times they were met; a concurrency token, so that of two utterances at once the second sees what the first one did.</summary>
    public int Meetings { get; private set; }

    /// <summary>Loaded with the person.</summary>
    public UserSummary Summary { get; private set; } = null!;

    /// <summary>Somebody a client names.</summary>
    public static AppUser Of(ClientId client, UserId user, DateTimeOffset now)
    {
        var id = AppUserId.New(now);
        return new AppUser(id, client, user, now) { Summary = UserSummary.Empty(id) };
    }

    /// <summary>Somebody a channel brings. Their user id is made up: the channel's own may be longer than user ids are.</summary>
    public static AppUser From(ClientId client, string channel, DateTimeOffset now)
    {
        var id = AppUserId.New(now);
        var user = new UserId($"{channel}-{id.Value.ToString("N")[^MadeUpDigits..]}");
        return new AppUser(id, client, user, now) { Summary = UserSummary.Empty(id) };
    }

    public void Seen(DateTimeOffset now)
    {
        Meetings++;
        if (now - LastSeenAt >= SeenPrecision)
        {
            LastSeenAt = now;
        }
    }

    /// <summary>They want to be forgotten, and will be asked whether they are sure.</summary>
    public void AskToForget(DateTimeOffset now) => ForgetUntil = now + ForgettingLasts;

    public bool HasAskedToForget(DateTimeOffset now) => ForgetUntil > now;

    /// <summary>Forgets what is remembered; an utterance that is being taken in at this moment is taken in anew, without it.</summary>
    /// <param name="newest">Their newest conversation; null when they have none.</param>
    /// <param name="messageCount">Its messages so far.</param>
    /// <param name="now">The time.</param>
    public void Forget(Guid? newest, int messageCount, DateTimeOffset now)
    {
        Meetings++;
        Summary.Erase(newest, messageCount, now);
    }

    public NameMode ModeAt(DateTimeOffset now) => NameModeUntil > now ? NameMode : NameMode.None;

    /// <summary>Takes the next words for the name.</summary>
    public void ExpectName(DateTimeOffset now) => (NameMode, NameModeUntil, NameGuess) = (NameMode.Naming, now + NameModeLasts, null);

    /// <summary>Takes the next words for a yes or no.</summary>
    public Result<Done> ExpectConfirmation(PersonName guess, DateTimeOffset now)
    {
        if (ModeAt(now) == NameMode.Naming)
        {
            return UserErrors.AlreadyNaming;
        }

        (NameMode, NameModeUntil, NameGuess) = (NameMode.Confirming, now + NameModeLasts, guess.Text);
        return new Done();
    }

    public Result<NameChange> Confirm(DateTimeOffset now) =>
        ModeAt(now) == NameMode.Confirming && PersonName.From(NameGuess) is { } guess ? Call(guess) : UserErrors.NothingToConfirm;

    /// <summary>Their next words are for the AI again.</summary>
    public Result<Done> LeaveNameMode(DateTimeOffset now)
    {
        var mode = ModeAt(now);
        (NameMode, NameModeUntil, NameGuess) = (NameMode.None, null, null);
        return mode == NameMode.None ? UserErrors.NoNameMode : new Done();
    }

    /// <summary>Calls them so from now on; ends every mode.</summary>
    public NameChange Call(PersonName name)
    {
        var change = new NameChange(Name, name.Text);
        (Name, NameMode, NameModeUntil, NameGuess) = (name.Text, NameMode.None, null, null);
        return change;
    }
}
