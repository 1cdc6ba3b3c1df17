using System.Globalization;

namespace ChatPlatform.Domain.Robeings;

/// <summary>
/// What follows a robeing's system prompt, a line for each stat and setting that shapes how it speaks. docs/robeings-settings.md has the
/// same table for people. The line that changes by the minute comes last, so that the text before it stays the same from call to call.
/// </summary>
public static class RobeingBehaviourLines
{
    /// <summary>A stat speaks in bands: below the first it says nothing.</summary>
    private static readonly int[] Bands = [15, 30, 60];

    private static readonly string[] Empathy =
    [
        "When the person tells of a feeling or a difficulty, acknowledge it in one short sentence before you answer.",
        "Notice how the person seems to feel, say so in a few words, fit your tone to it, and give advice only where it was asked for.",
        "Find the feeling and the need behind what is said, name both gently, check whether you understood, and end with one caring question or offer.",
    ];

    private static readonly string[] Leadership =
    [
        "Where there is a choice, recommend one option and give the reason in one sentence.",
        "Take the lead: name the goal, recommend one way, and list the next steps in order.",
        "Lead: name the goal, decide on one way and say what it costs, list the next steps with who does what by when, and name the greatest risk and its answer.",
    ];

    private static readonly string[] Ethics =
    [
        "Say so when you are not sure; never invent facts, sources or numbers.",
        "Never invent facts, sources or numbers; where something may harm people, privacy or the law, say so in one sentence and offer a safe way.",
        "Never invent or hide facts; name who could be harmed and how, refuse only what does harm, say why, offer the nearest safe way, and treat every person and view fairly.",
    ];

    public static IReadOnlyList<string> For(RobeingTraits traits, RobeingUserSettings settings, DateTimeOffset now)
    {
        var lines = new List<string> { StyleOf(settings), LengthOf(settings.ResponseLength), LanguageOf(settings.Language) };
        Add(Empathy, BandOf(traits.Empathy));
        Add(Leadership, LeadershipBand(traits));
        Add(Ethics, BandOf(traits.Ethics));
        lines.Add(TimeOf(settings.Timezone, now));
        return lines;

        void Add(string[] texts, int band)
        {
            if (band > 0)
            {
                lines.Add(texts[band - 1]);
            }
        }
    }

    private static int BandOf(int stat) => Array.FindLastIndex(Bands, least => stat >= least) + 1;

    private static int LeadershipBand(RobeingTraits traits) =>
        RobeingCapabilities.Check(traits.Level, RobeingCapabilities.LeadershipVoice) is null ? BandOf(traits.Leadership) : Math.Min(1, BandOf(traits.Leadership));

    private static string StyleOf(RobeingUserSettings settings)
    {
        var (tone, korean) = settings.ResponseStyle switch
        {
            ResponseStyle.Formal => (
                "Write formally and politely: whole sentences, no slang, no emoji.",
                "In Korean use 존댓말 in 하십시오체 throughout (…습니다, …습니까?, …하십시오)."),
            ResponseStyle.Casual => (
                "Write casually, as to a close friend: short, plain, relaxed.",
                "In Korean use 반말 throughout (…해, …야, …할까?), never 요 or 습니다."),
            _ => (
                "Write in a warm, friendly and polite tone.",
                "In Korean use 해요체 throughout (…해요, …이에요, …할까요?), neither 반말 nor 습니다."),
        };
        return settings.Language is IsoLanguages.Auto or "ko" ? $"{tone} {korean}" : tone;
    }

    private static string LengthOf(ResponseLength length) => length switch
    {
        ResponseLength.Brief => "Answer briefly: at most about three sentences, the main point first, no preamble.",
        ResponseLength.Detailed => "Answer in detail: explain the reasons, give examples and steps, and use headings or lists where they help.",
        _ => "Answer at normal length: one to three short paragraphs, longer only where the question asks for it.",
    };

    private static string LanguageOf(string language) => IsoLanguages.NameOf(language) is { } name
        ? $"Always answer in {name}, whatever language you are spoken to in, unless a translation is asked for."
        : "Answer in the language of the person's last message.";

    private static string TimeOf(string timezone, DateTimeOffset now)
    {
        var zone = RobeingSettingValues.ZoneOf(timezone) ?? TimeZoneInfo.Utc;
        return string.Create(CultureInfo.InvariantCulture, $"It is now {TimeZoneInfo.ConvertTime(now, zone):dddd, yyyy-MM-dd HH:mm} ({zone.Id}).");
    }
}
