namespace ChatPlatform.Api.Common;

/// <summary>Authorization policies, one per scope; <c>admin</c> implies the others.</summary>
internal static class Policies
{
    public const string Chat = "chat";
    public const string Admin = "admin";
    public const string Ingest = "ingest";
}
