namespace ChatPlatform.Api.Access;

internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder app)
    {
    }
}
