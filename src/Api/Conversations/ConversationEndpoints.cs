namespace ChatPlatform.Api.Conversations;

/// <summary>Sessions, chat and the log.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this IEndpointRouteBuilder app)
    {
        app.MapSessions();
        app.MapChat();
        app.MapLogs();
    }
}
