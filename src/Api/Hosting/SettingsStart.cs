namespace ChatPlatform.Api.Hosting;

/// <summary>Runs the platform to its end, also when that comes before it listened.</summary>
internal static class SettingsStart
{
    /// <summary>
    /// As <c>RunAsync</c>, but a start that fails is followed by a stop: the host by itself would only dispose of what has started,
    /// which leaves the embedded database running and makes every background service look as if it had crashed.
    /// </summary>
    public static async Task RunToEndAsync(this WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                // why the start failed is what counts; a host whose services could not even be made cannot be stopped
                await app.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            await app.WaitForShutdownAsync();
        }
    }
}
