namespace ChatPlatform.Api.Prompts;

internal static class PromptEndpoints
{
    public static void MapPrompts(this IEndpointRouteBuilder app)
    {
    }
}
