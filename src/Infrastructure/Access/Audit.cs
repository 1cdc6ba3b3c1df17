using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Infrastructure.Access;

internal sealed class Audit(IAccessDb db, ICurrentClient client, ICallContext call, TimeProvider clock) : IAudit
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public void Record(string action, string subject, object? detail = null, string? actor = null) => db.AuditEvents.Add(AuditEvent.Record(
        clock.Now(),
        actor ?? client.Actor,
        action,
        subject,
        detail is null ? null : JsonSerializer.Serialize(detail, Json),
        call.RemoteAddress));
}
