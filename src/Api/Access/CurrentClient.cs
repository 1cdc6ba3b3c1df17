using ChatPlatform.Application.Access;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Api.Access;

/// <summary>The caller of this request. Outside of requests, and in anonymous ones, a client that owns nothing and may do nothing.</summary>
internal sealed class CurrentClient(IHttpContextAccessor accessor) : ICurrentClient, ICallContext
{
    private const string System = "system";
    private const string Anonymous = "anonymous";

    public Caller? Caller => accessor.HttpContext?.Caller();

    public ClientId Id => Caller?.ClientId ?? default;

    public bool IsAdmin => Caller?.IsAdmin == true;

    public string Actor => Caller?.Name ?? (accessor.HttpContext is null ? System : Anonymous);

    public string? RemoteAddress => accessor.HttpContext?.Connection.RemoteIpAddress?.ToString();
}
