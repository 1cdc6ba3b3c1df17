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

    private AuditEvent? _last;

    public void Record(string action, string subject, object? detail = null, string? actor = null)
    {
        _last = AuditEvent.Record(
            clock.Now(),
            actor ?? client.Actor,
            action,
            subject,
            detail is null ? null : JsonSerializer.Serialize(detail, Json),
            call.RemoteAddress);
        db.AuditEvents.Add(_last);
    }

    public void TakeBack()
    {
        if (_last is not null)
        {
            db.AuditEvents.Remove(_last); // added and never saved: this only stops tracking it
            _last = null;
        }
    }
}
