using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ChatPlatform.Api.Access;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.RateLimiting;

namespace ChatPlatform.Api.Common;

/// <summary>
/// Token buckets: one for each key, one for each address that calls without a key, a narrow one for signing in, and a wide one for the
/// platforms behind channels.
/// </summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";

    /// <summary>In place of the general limit: a platform calls from a few addresses in the name of many people.</summary>
    public const string Channel = "channel";

    /// <summary>A bucket's limiter is kept: one that is limited elsewhere must not be the one that lets all through.</summary>
    private static readonly Bucket Unlimited = new(Guid.Empty, "", 0);

    private static readonly Error TooMany = new(
        ErrorKind.TooMany, "rate_limit.exceeded", "Too many requests. Wait as many seconds as Retry-After says and try again.");

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<AccessOptions>((limiter, access) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = RejectAsync;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Bucket>(context => PartitionOf(context, access));
            limiter.AddPolicy(SignIn, context => Limited(new Bucket(Guid.Empty, AddressOf(context), access.SignInPerMinute)));
            limiter.AddPolicy(Channel, context => LimitedUnlessZero(new Bucket(Guid.Empty, AddressOf(context), access.ChannelPerMinute)));
        });
    }

    private static RateLimitPartition<Bucket> PartitionOf(HttpContext context, AccessOptions access)
    {
        var bucket = context.Caller() is { } caller
            ? new Bucket(caller.KeyId.Value, null, caller.RateLimitPerMinute ?? access.RateLimitPerMinute)
            : new Bucket(Guid.Empty, AddressOf(context), access.RateLimitPerMinute);

        // load balancers ask for health from one address and must never hear 429
        return IsHealth(context.Request.Path) || IsOfChannel(context) ? RateLimitPartition.GetNoLimiter(Unlimited) : LimitedUnlessZero(bucket);
    }

    private static bool IsOfChannel(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Channel;

    private static RateLimitPartition<Bucket> LimitedUnlessZero(Bucket bucket) =>
        bucket.PerMinute == 0 ? RateLimitPartition.GetNoLimiter(bucket) : Limited(bucket);

    // a minute's worth at once, then evenly
    private static RateLimitPartition<Bucket> Limited(Bucket bucket) => RateLimitPartition.GetTokenBucketLimiter(
        bucket,
        static b => new TokenBucketRateLimiterOptions
        {
            TokenLimit = b.PerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / b.PerMinute,
            QueueLimit = 0,
        });

    private static bool IsHealth(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/api/health", StringComparison.Ordinal);

    // one household has a whole /64 of IPv6 addresses to change through
    private static string AddressOf(HttpContext context)
    {
        const int networkBytes = 8;
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "";
        }

        return address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6
            ? address.MapToIPv4().ToString()
            : new IPAddress([.. address.GetAddressBytes().Take(networkBytes), .. new byte[networkBytes]]).ToString();
    }

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var after = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero;
        if (rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Rejection>() is { Answer: { } answer })
        {
            rejected.HttpContext.Response.StatusCode = StatusCodes.Status200OK;
            await rejected.HttpContext.Response.WriteAsJsonAsync(answer, answer.GetType(), JsonStyle.Options, cancellationToken: cancellationToken);
            return;
        }

        var seconds = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await TooMany.ToProblem().ExecuteAsync(rejected.HttpContext);
    }

    /// <summary>What an endpoint answers, with 200, to whom it is too much: a platform may show people nothing of a 429.</summary>
    internal sealed record Rejection(object Answer);

    private readonly record struct Bucket(Guid Key, string? Address, int PerMinute);
}
