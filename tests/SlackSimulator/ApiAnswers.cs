using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatPlatform.SlackSimulator;

/// <summary>What the Web API answers, well or badly.</summary>
internal static class ApiAnswers
{
    /// <summary>Slack says no with HTTP 200.</summary>
    public static Task ErrorAsync(HttpContext context, string error) =>
        context.Response.WriteAsJsonAsync(new JsonObject { ["ok"] = false, ["error"] = error });

    public static Task LimitedAsync(HttpContext context, int seconds)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ErrorAsync(context, "ratelimited");
    }

    public static async Task SendAsync(HttpContext context, Trouble trouble, JsonObject good, WebApiOptions options, Dice dice, TimeProvider clock)
    {
        switch (trouble)
        {
            case Trouble.RateLimited:
                await LimitedAsync(context, options.RetryAfter);
                break;
            case Trouble.ErrorBefore or Trouble.ErrorAfter:
                context.Response.StatusCode = dice.Percent(50) ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync("upstream connect error", context.RequestAborted);
                break;
            case Trouble.InternalError or Trouble.InternalErrorAfter:
                await ErrorAsync(context, "internal_error");
                break;
            case Trouble.CutBefore or Trouble.CutAfter:
                context.Abort();
                break;
            case Trouble.HangBefore or Trouble.HangAfter:
                await Task.Delay(options.Hang, clock, context.RequestAborted);
                context.Abort();
                break;
            default:
                await context.Response.WriteAsJsonAsync(good);
                break;
        }
    }
}
