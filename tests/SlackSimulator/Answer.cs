namespace ChatPlatform.SlackSimulator;

/// <summary>Posts that belong together: by their mark, by their markers, or because one follows the other in the thread.</summary>
/// <param name="Posts">Oldest first.</param>
internal sealed record Answer(IReadOnlyList<(ChannelMessage Post, IReadOnlyList<(Marker Marker, int Part)> Parts)> Posts)
{
    public ChannelMessage First => Posts[0].Post;

    public ChannelMessage Last => Posts[^1].Post;

    /// <summary>Of all markers in it.</summary>
    public IReadOnlyList<Marker> Markers => [.. Posts.SelectMany(p => p.Parts).Select(p => p.Marker).Distinct()];

    /// <summary>Of one question, in the order in which they are read.</summary>
    public IEnumerable<int> PartsOf(Marker marker) => Posts.SelectMany(p => p.Parts).Where(p => p.Marker == marker).Select(p => p.Part);

    /// <summary>Puts a run's posts together.</summary>
    public static IReadOnlyList<Answer> Group(IEnumerable<ChannelMessage> posts)
    {
        var groups = new Dictionary<string, List<(ChannelMessage, IReadOnlyList<(Marker, int)>)>>();
        var lastIn = new Dictionary<(string, string), string>();
        foreach (var post in posts.OrderBy(p => p.Ts, StringComparer.Ordinal))
        {
            var parts = Marker.FindAnswers(post.Text).ToList();
            var thread = (post.Channel, post.Root);
            var key = post.Mark is { } mark ? $"delivery {mark.Delivery}"
                : parts is [var (marker, _), ..] ? $"{thread} {marker}"
                : lastIn.GetValueOrDefault(thread, $"post {post.Ts}");
            lastIn[thread] = key;
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = [];
            }

            group.Add((post, parts));
        }

        return [.. groups.Values.Select(g => new Answer(g))];
    }
}
