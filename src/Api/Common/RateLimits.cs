using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ChatPlatform.Api.Access;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.RateLimiting;

namespace ChatPlatform.Api.Common;

/// <summary>Token buckets: one for each key, one for each address that calls without a key, and a narrow one for signing in.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";

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
        });
    }

    private static RateLimitPartition<Bucket> PartitionOf(HttpContext context, AccessOptions access)
    {
        var bucket = context.Caller() is { } caller
            ? new Bucket(caller.KeyId.Value, null, caller.RateLimitPerMinute ?? access.RateLimitPerMinute)
            : new Bucket(Guid.Empty, AddressOf(context), access.RateLimitPerMinute);

        // load balancers ask for health from one address and must never hear 429
        return bucket.PerMinute == 0 || IsHealth(context.Request.Path)
            ? RateLimitPartition.GetNoLimiter(Unlimited)
            : Limited(bucket);
    }

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
        var seconds = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await TooMany.ToProblem().ExecuteAsync(rejected.HttpContext);
    }

    private readonly record struct Bucket(Guid Key, string? Address, int PerMinute);
}
