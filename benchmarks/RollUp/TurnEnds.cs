using System.Diagnostics;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.RollUpBenchmark;

/// <summary>Ends of turns through the product's own store, with its group commit.</summary>
internal sealed class TurnEnds(IServiceScopeFactory scopes, ITurnStore store)
{
    private const string Question = "주문을 바꿀 수 있나요? 주문번호는 123456입니다";

    private const string Answer = "네, 확인했습니다. 먼저 설정 화면에서 본인 인증을 마친 다음 진행하시면 됩니다. 영업일 기준으로 이삼일 정도 걸릴 수 있어요.";

    private readonly NodeId _node = new(Guid.CreateVersion7(TimeProvider.System.Now()));

    /// <summary>Milliseconds from handing an end to the store until it is committed, on average.</summary>
    public async Task<double> MeasureAsync(int turns, int atOnce)
    {
        var begun = new Queue<TurnFacts>(await BeginAsync(turns));
        var total = 0.0;
        while (begun.Count > 0)
        {
            var now = TimeProvider.System.Now();
            List<TurnEnd> ends = [.. Enumerable.Range(0, Math.Min(atOnce, begun.Count)).Select(_ => new TurnEnd(
                begun.Dequeue(), _node, TurnOutcome.Completed(Answer, "stop", now) with { Model = "gpt-4o", InputTokens = 40, OutputTokens = 60 }, null))];
            var started = Stopwatch.GetTimestamp();
            var ended = await Task.WhenAll(ends.Select(e => store.EndAsync(e, CancellationToken.None)));
            total += Stopwatch.GetElapsedTime(started).TotalMilliseconds * ends.Count;
            if (!Array.TrueForAll(ended, e => e))
            {
                throw new InvalidOperationException("A turn was not ended.");
            }
        }

        return total / turns;
    }

    private async Task<TurnFacts[]> BeginAsync(int turns)
    {
        var now = TimeProvider.System.Now();
        await store.BeatAsync(_node, CancellationToken.None); // or the turns are taken for a dead node's
        List<Conversation> conversations =
            [.. Enumerable.Range(0, turns).Select(i => Conversation.Start(default, new UserId($"user-{i:D5}"), ConversationPlace.Api, now))];
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<IConversationsDb>().Conversations.AddRange(conversations);
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        }

        var begun = await Task.WhenAll(conversations.Select(c => store.BeginAsync(
            new(c.Id, c.ClientId, MessageId.New(now), MessageId.New(now), Question, now), _node, CancellationToken.None)));
        return Array.ConvertAll(begun, b => b.Value ?? throw new InvalidOperationException("A turn was not begun."));
    }
}
