using System.Security.Cryptography;

namespace ChatPlatform.KakaoSimulator;

/// <summary>What a callback URL answers, well or badly.</summary>
internal static class CallbackAnswers
{
    public static async Task SendAsync(HttpContext context, CallbackMode mode, CallbackHit hit, CallbackHostOptions options, TimeProvider clock)
    {
        if (hit.Outcome == HitOutcome.Rejected && hit.Answer.Length > 0)
        {
            await SendStatusAsync(context, "FAIL", hit.Answer, clock);
            return;
        }

        switch (mode)
        {
            case CallbackMode.Error:
                await SendStatusAsync(context, "ERROR", "Internal error.", clock);
                break;
            case CallbackMode.Http500:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case CallbackMode.HangRecorded or CallbackMode.HangLost:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case CallbackMode.CutRecorded or CallbackMode.CutLost:
                context.Abort();
                break;
            case CallbackMode.Redirect:
                context.Response.Redirect($"/redirected{context.Request.Path}");
                break;
            default:
                if (mode == CallbackMode.Slow)
                {
                    await Task.Delay(options.SlowAnswer, clock, context.RequestAborted);
                }

                await SendStatusAsync(context, "SUCCESS", hit.Answer, clock);
                break;
        }
    }

    /// <summary>The vendor says HTTP 200 whatever the status.</summary>
    public static Task SendStatusAsync(HttpContext context, string status, string message, TimeProvider clock) =>
        context.Response.WriteAsJsonAsync(new
        {
            taskId = RandomNumberGenerator.GetHexString(24, lowercase: true),
            status,
            message,
            timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });
}
