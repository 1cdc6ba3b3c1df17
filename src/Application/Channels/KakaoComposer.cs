using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Channels;

namespace ChatPlatform.Application.Channels;

/// <summary>A response with answers, and what it shows of each; answers that found no room are missing at the end.</summary>
internal sealed record ComposedReply(KakaoReply Reply, IReadOnlyList<ShownItem> Shown);

/// <summary>Puts answers into speech bubbles.</summary>
internal sealed class KakaoComposer(IAnswerTexts answers, IPlainText plain)
{
    private const int QuotedLength = 40;

    /// <param name="items">Oldest first; earlier ones are introduced by what was asked.</param>
    /// <param name="also">Said last; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the one query.</param>
    public async Task<ComposedReply> ComposeAsync(IReadOnlyList<ParcelItem> items, KakaoClosing? also, CancellationToken cancellationToken)
    {
        var texts = items.Count == 0 ? null : await answers.ReadAsync([.. items.Select(i => i.Subject)], cancellationToken);
        var room = KakaoText.MaxParts - (also is null ? 0 : 1);
        var (bubbles, shown) = (new List<string>(), new List<ShownItem>());
        for (var i = 0; i < items.Count && bubbles.Count < room; i++)
        {
            var answer = texts!.GetValueOrDefault(items[i].Subject);
            var text = plain.FromMarkdown(answer?.Text ?? "");

            // those that follow get a bubble each, if there are any left
            var most = Math.Max(1, room - bubbles.Count - (items.Count - 1 - i));
            var pages = KakaoText.Split(text, items[i].From, most);
            var introduced = items.Count > 1 || also is not null ? Introduce(pages.Parts, answer?.Question) : pages.Parts;
            bubbles.AddRange(introduced.Count > 0 ? introduced : [KakaoReply.NothingToSay]);
            shown.Add(new ShownItem(items[i].Subject, pages.Upto, !pages.IsComplete));
        }

        var replies = QuickReplies(shown, isShort: shown.Count < items.Count, also?.Buttons ?? []);
        if (also is not null)
        {
            bubbles.Add(also.Text);
        }

        return new ComposedReply(KakaoReply.Answer(new KakaoPages(bubbles, "", 0), replies), shown);
    }

    private static List<KakaoQuickReply> QuickReplies(List<ShownItem> shown, bool isShort, IReadOnlyList<KakaoQuickReply> buttons)
    {
        var replies = new List<KakaoQuickReply>();
        if (shown.Exists(s => s.HasRest))
        {
            replies.Add(KakaoQuickReply.Say(KakaoTexts.ShowMore));
        }

        if (isShort)
        {
            replies.Add(KakaoQuickReply.Say(KakaoTexts.CheckAnswer));
        }

        return [.. replies.Concat(buttons).Distinct()];
    }

    /// <summary>Says what the answer belongs to, where there is room for it.</summary>
    private static IReadOnlyList<string> Introduce(IReadOnlyList<string> parts, string? question)
    {
        if (parts.Count == 0 || question is null)
        {
            return parts;
        }

        var quoted = new string([.. question.Select(c => char.IsControl(c) ? ' ' : c)]);
        var head = $"[{Graphemes.Cut(quoted, QuotedLength)}]\n";
        return head.Length + parts[0].Length > KakaoText.PartMaxLength ? parts : [head + parts[0], .. parts.Skip(1)];
    }
}
