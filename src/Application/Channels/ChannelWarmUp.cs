using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Channels;

/// <summary>Takes in a question of nobody, twice: Kakao gives five seconds for a response and Slack three, also to the first one after a start.</summary>
internal sealed class ChannelWarmUp(KakaoIntake kakao, IQuestions questions, ITaskQueue tasks, IUnitOfWork unitOfWork, SessionOptions sessions, TimeProvider clock)
    : IWarmUp
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var nobody = $"warm-up-{Guid.CreateVersion7(clock.Now()):N}";
        const string callback = "https://localhost/warm-up";
        foreach (var (text, url) in new[] { ("안녕하세요", null), ("오늘 날씨는 어때요?", callback) }) // a new person, then one who is known
        {
            await kakao.TakeAsync(new ReceiveUtterance("", nobody, text, url), url, clock.Now(), cancellationToken);
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }

        await tasks.FindAsync(nobody, cancellationToken);
        await questions.AddAsync(
            new ChannelQuestion(ChannelClients.Slack, new UserId(nobody), SlackIntake.Channel, nobody, nobody, sessions.IdleTimeout, null, null) { Thread = nobody },
            cancellationToken);
    }
}
