using System.Globalization;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>Tokens of one answer as the model reported them.</summary>
public sealed record TokenUsage(int InputTokens, int OutputTokens, int TotalTokens)
{
    public static TokenUsage? Of(int? input, int? output) =>
        input is null && output is null ? null : new(input ?? 0, output ?? 0, (input ?? 0) + (output ?? 0));
}

/// <summary>Why an answer failed or was cut off.</summary>
public sealed record MessageError(string Code, string Detail);

/// <param name="MessageId">UUID version 7.</param>
/// <param name="Role">user, assistant or system.</param>
/// <param name="Content">Text; partial or empty unless status is completed.</param>
/// <param name="Status">pending, streaming, completed, failed, cancelled or interrupted.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="TokenUsage">Of an answer, where the model reported it.</param>
/// <param name="Model">Of an answer.</param>
/// <param name="FinishReason">Of an answer that ended.</param>
/// <param name="Error">Of an answer that failed or was interrupted.</param>
public sealed record HistoryMessage(
    Guid MessageId,
    MessageRole Role,
    string Content,
    MessageStatus Status,
    DateTimeOffset CreatedAt,
    TokenUsage? TokenUsage,
    string? Model,
    string? FinishReason,
    MessageError? Error);

/// <param name="Messages">Oldest first, or newest first when asked.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryMessage> Messages, string? NextCursor);

/// <param name="Order"><c>oldest</c> first, or <c>newest</c> first as a chat window pages back.</param>
public sealed record GetHistory(ConversationId SessionId, int Limit, string? Cursor, string Order = "oldest") : IQuery<HistoryPage>
{
    internal bool NewestFirst => Order == "newest";
}

internal sealed class GetHistoryValidator : AbstractValidator<GetHistory>
{
    public GetHistoryValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
        RuleFor(q => q.Order).Must(o => o is "oldest" or "newest").WithMessage("'order' must be oldest or newest.");
        RuleFor(q => q.Cursor).Must(c => string.IsNullOrEmpty(c) || int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .WithMessage(Cursor.Invalid.Message);
    }
}

internal sealed class GetHistoryHandler(IConversationsDb db, ICurrentClient client)
    : IRequestHandler<GetHistory, Result<HistoryPage>>
{
    public async Task<Result<HistoryPage>> Handle(GetHistory query, CancellationToken cancellationToken)
    {
        if (!await db.Conversations.AnyAsync(c => c.Id == query.SessionId && c.ClientId == client.Id, cancellationToken))
        {
            return ConversationErrors.NotFound;
        }

        var messages = db.Messages.AsNoTracking().Where(m => m.ConversationId == query.SessionId);
        if (!string.IsNullOrEmpty(query.Cursor))
        {
            var last = int.Parse(query.Cursor, CultureInfo.InvariantCulture);
            messages = query.NewestFirst ? messages.Where(m => m.Position < last) : messages.Where(m => m.Position > last);
        }

        messages = query.NewestFirst ? messages.OrderByDescending(m => m.Position) : messages.OrderBy(m => m.Position);
        var page = await messages.Take(query.Limit + 1).ToListAsync(cancellationToken);
        var next = page.Count > query.Limit ? page[query.Limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null;
        return new HistoryPage([.. page.Take(query.Limit).Select(View)], next);
    }

    private static HistoryMessage View(Message m) => new(
        m.Id.Value,
        m.Role,
        m.Content,
        m.Status,
        m.CreatedAt,
        TokenUsage.Of(m.InputTokens, m.OutputTokens),
        m.Model,
        m.FinishReason,
        m.ErrorCode is null ? null : new MessageError(m.ErrorCode, m.ErrorDetail ?? ""));
}
