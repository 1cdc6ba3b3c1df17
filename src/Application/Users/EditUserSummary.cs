using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

/// <summary>Writes or corrects what is remembered of a person. Later summaries add to it.</summary>
public sealed record EditUserSummary(string UserId, string Summary) : ICommand<UserSummaryDetails>;

internal sealed class EditUserSummaryValidator : AbstractValidator<EditUserSummary>
{
    public EditUserSummaryValidator() => RuleFor(c => c.Summary).NotEmpty().MaximumLength(UserSummary.TextMaxLength);
}

internal sealed class EditUserSummaryHandler(IUsersDb db, IAudit audit, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<EditUserSummary, Result<UserSummaryDetails>>
{
    public async Task<Result<UserSummaryDetails>> Handle(EditUserSummary command, CancellationToken cancellationToken)
    {
        var user = await db.AppUsers.Include(u => u.Summary).Reached(command.UserId, client).FirstOrDefaultAsync(cancellationToken);
        if (user is null)
        {
            return UserErrors.NotFound;
        }

        user.Summary.Edit(command.Summary.Trim(), clock.Now());
        audit.Record("user_summary.edited", user.UserId.Value);
        return UserSummaryDetails.Of(user);
    }
}
