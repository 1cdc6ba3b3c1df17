using ChatPlatform.Api.Common;
using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatPlatform.Api.Channels;

/// <summary>What Slack calls. It wants a 2xx for everything that it need not send again, also for what leads nowhere.</summary>
internal static partial class SlackEndpoints
{
    private static readonly Error NotSlack = new(ErrorKind.Validation, "request.invalid", "This is not a request of Slack's Events API.");

    public static void MapSlack(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/slack").WithTags("Slack").RequireSlackSignature();
        group.MapPost("/events", Events).WithName("SlackEvents")
            .WithSummary("Takes what was said in Slack; the answer is posted into its thread later")
            .WithDescription("The request URL of the app's event subscriptions. Signed by Slack; acknowledged as soon as the message is saved.")
            .Accepts<SlackBody>("application/json").WithExample(SlackExamples.Mention, SlackExamples.Taken).ProducesProblem(400);
        group.MapPost("/commands", Command).WithName("SlackCommand")
            .WithSummary("Carries out a slash command: /robeing stats, settings, name, forget, help")
            .WithDescription("The request URL of the app's slash command. What it answers only the person sees who typed it: 200 and a sentence, also when it failed.")
            .WithMetadata(new RateLimits.Rejection(new SlackCommandAnswer(SlackTexts.Busy)))
            .Accepts<SlackCommandForm>("application/x-www-form-urlencoded").WithExample(SlackExamples.Command, SlackExamples.Stats);
    }

    private static async Task<Results<Ok<SlackAcknowledgement>, ProblemHttpResult>> Events(
        HttpContext http, IMediator mediator, ILogger<SlackBody> log)
    {
        var (workspaces, raw) = http.Features.Get<SignedBySlack>()!;
        if (SlackBody.Read(raw) is not { } body)
        {
            return NotSlack.ToProblem();
        }

        if (body.Type == "url_verification")
        {
            return TypedResults.Ok(new SlackAcknowledgement(body.Challenge));
        }

        if (body.Type == "app_rate_limited")
        {
            LogRateLimited(log, Shown(body.Team), Shown(body.AppId));
            return TypedResults.Ok(SlackAcknowledgement.Nothing);
        }

        if (SlackOptions.Choose(workspaces, body.Team ?? "", body.AppId ?? "") is not { } workspace)
        {
            LogUnknown(log, Shown(body.Team), Shown(body.AppId));
            return TypedResults.Ok(SlackAcknowledgement.Nothing);
        }

        if (body.MessageFor(workspace) is not { } message)
        {
            return TypedResults.Ok(SlackAcknowledgement.Nothing);
        }

        // not the caller's token: what was said is answered although Slack hung up
        var taken = await mediator.Send(message, CancellationToken.None);
        return taken.Match<Results<Ok<SlackAcknowledgement>, ProblemHttpResult>>(
            _ => TypedResults.Ok(SlackAcknowledgement.Nothing), error => error.ToProblem());
    }

    /// <summary>For anything but a 200 Slack shows people an error of its own.</summary>
    private static async Task<Ok<SlackCommandAnswer>> Command(HttpContext http, IMediator mediator, ILogger<SlackCommandForm> log)
    {
        var (workspaces, raw) = http.Features.Get<SignedBySlack>()!;
        try
        {
            return TypedResults.Ok(new SlackCommandAnswer(await AnswerAsync(mediator, workspaces, SlackCommandForm.Read(raw))));
        }
        catch (Exception e)
        {
            LogFailed(log, e);
            return TypedResults.Ok(new SlackCommandAnswer(SlackTexts.NotDone));
        }
    }

    private static async Task<string> AnswerAsync(IMediator mediator, IReadOnlyList<SlackWorkspace> workspaces, SlackCommandForm? form)
    {
        if (form is null || form.IsTooLong)
        {
            return form is null ? SlackTexts.Unreadable : SlackTexts.TooLong;
        }

        if (SlackOptions.Choose(workspaces, form.TeamId, form.AppId) is not { } workspace)
        {
            return SlackTexts.NotConnected;
        }

        // not the caller's token: what was begun is done although Slack hangs up
        var done = await mediator.Send(
            new RunSlackCommand(workspace, form.TeamId, form.ChannelId, form.UserId, form.Text) { ResponseUrl = form.ResponseUrl }, CancellationToken.None);
        return done.Match(text => text, SlackTexts.Of);
    }

    private static string Shown(string? id) => SlackId.IsOne(id) ? id! : "?";

    [LoggerMessage(LogLevel.Warning, "Slack speaks of team {Team} and app {App}, which are not in the settings; nothing is answered there")]
    private static partial void LogUnknown(ILogger logger, string team, string app);

    [LoggerMessage(LogLevel.Warning, "Slack limits the rate of events of team {Team}, app {App}: more than 30,000 came in an hour, and for a minute it left out the rest")]
    private static partial void LogRateLimited(ILogger logger, string team, string app);

    [LoggerMessage(LogLevel.Error, "A slash command failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
