using ChatPlatform.Application.Common;

namespace ChatPlatform.Infrastructure.Persistence;

internal sealed class DatabaseReadiness(IDatabaseServer server) : IReadiness
{
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) =>
        server.IsReady && await server.AnswersAsync(cancellationToken);
}
