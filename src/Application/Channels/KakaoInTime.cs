using System.Data.Common;
using ChatPlatform.Application.Tasks.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Channels;

/// <summary>Responds before Kakao stops to listen, however slow the database is.</summary>
internal sealed partial class KakaoInTime(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KakaoInTime> log)
{
    /// <summary>Since the request came; Kakao waits 5 s, and the response has a way to go.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4.5);

    /// <summary>
    /// What <paramref name="respond"/> says, or <paramref name="otherwise"/> when it takes too long or the database fails. It is not broken
    /// off then: what it takes to show comes to its end, and is put back.
    /// </summary>
    public async Task<SkillAnswer> RespondAsync(long began, SkillAnswer otherwise, Func<KakaoResponder, Task<SkillAnswer>> respond)
    {
        var responding = RunAsync(respond);
        var left = Limit - clock.GetElapsedTime(began);
        try
        {
            return await responding.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        }
        catch (TimeoutException) when (!responding.IsCompleted)
        {
            LogLate(log);
            _ = PutBackAsync(responding);
            return otherwise;
        }
        catch (Exception e) when (e is DbException or TimeoutException || e.InnerException is DbException)
        {
            LogFailed(log, e);
            return otherwise;
        }
    }

    /// <summary>In a scope of its own, which may outlive the request.</summary>
    private async Task<SkillAnswer> RunAsync(Func<KakaoResponder, Task<SkillAnswer>> respond)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await respond(scope.ServiceProvider.GetRequiredService<KakaoResponder>());
    }

    private async Task PutBackAsync(Task<SkillAnswer> responding)
    {
        try
        {
            if (await responding is { Token: { } token })
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IShownAnswers>().ConfirmAsync(token, [], CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            LogFailed(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A response to Kakao was not ready in time; it says that the answer follows")]
    private static partial void LogLate(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "A response to Kakao could not be looked up")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
