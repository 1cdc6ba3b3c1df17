using System.Diagnostics;
using ChatPlatform.Domain.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Channels;

public sealed class SlackMessageTextTests
{
    [Theory]
    [InlineData("<@U0BOT> 내일 비 와?", "내일 비 와?")]
    [InlineData("<@U0BOT|robeing> 내일 비 와?", "내일 비 와?")]
    [InlineData("내일 비 와 <@U0BOT>", "내일 비 와")]
    [InlineData("안녕 <@U0BOT> 뭐 해", "안녕 뭐 해")]
    [InlineData("<@U0BOT>: 안녕", "안녕")]
    [InlineData("<@U0BOT>, 안녕", "안녕")]
    [InlineData("<@U0BOT>:smile:", ":smile:")]
    [InlineData("<@U0BOT>님 안녕", "님 안녕")]
    [InlineData("<@U0BOT> <@U0BOT>", "")]
    [InlineData("<@U0BOT> <@U0BOTTLE> 안녕", "@U0BOTTLE 안녕")]
    [InlineData("<@U0BOT> <@U123>과 <@U456|민수>에게", "@U123과 @민수에게")]
    public void Of_Mentions_OnlyTheBotsOwnGo(string text, string expected) => SlackMessageText.Of(text, "U0BOT").ShouldBe(expected);

    [Theory]
    [InlineData("<@U0BOT> 안녕 <@U0BOT>", "안녕 @U0BOT")]
    [InlineData(" \n<@U0BOT|bot> 안녕", "안녕")]
    [InlineData("안녕 <@U0BOT>", "안녕 @U0BOT")]
    [InlineData("<!here> <@U0BOT>", "@here @U0BOT")]
    public void Of_BotNotKnown_ALeadingMentionGoes(string text, string expected) => SlackMessageText.Of(text).ShouldBe(expected);

    [Theory]
    [InlineData("", "")]
    [InlineData(" a &lt; b &gt; c ", "a < b > c ")]
    [InlineData("AT&amp;T &amp;amp; &quot; &", "AT&T &amp; &quot; &")]
    [InlineData("<@U1> <https://x.kr>", "<@U1> <https://x.kr>")]
    public void Unescaped_Signs_AreAsTyped(string text, string expected) => SlackMessageText.Unescaped(text).ShouldBe(expected);

    [Theory]
    [InlineData("<#C1|general>에서", "#general에서")]
    [InlineData("<#C1> <#C1|>", "#C1 #C1")]
    [InlineData("<!here> <!channel> <!everyone|everyone> <!here|@here>", "@here @channel @everyone @here")]
    [InlineData("<!subteam^S1|@dev> <!subteam^S1>", "@dev @S1")]
    [InlineData("<!date^1392734382^{date}|2014-02-18>", "2014-02-18")]
    [InlineData("<https://x.kr/a?b=1&amp;c=2>", "https://x.kr/a?b=1&c=2")]
    [InlineData("<https://x.kr|여기>를 봐", "여기 (https://x.kr)를 봐")]
    [InlineData("<https://x.kr|https://x.kr>", "https://x.kr")]
    [InlineData("<http://x.kr|x.kr>", "x.kr")]
    [InlineData("<https://x.kr| > <#C1| >", "https://x.kr #C1")]
    [InlineData("<https://x.kr|kr>", "kr (https://x.kr)")]
    [InlineData("<mailto:a@b.kr|a@b.kr> <mailto:a@b.kr> <mailto:a@b.kr|메일>", "a@b.kr a@b.kr 메일 (a@b.kr)")]
    [InlineData("<tel:+821012345678|010-1234-5678>", "010-1234-5678 (+821012345678)")]
    [InlineData("<https://x.kr|R&amp;D &lt;팀&gt;>", "R&D <팀> (https://x.kr)")]
    public void Of_SlacksMarks_AreRead(string text, string expected) => SlackMessageText.Of(text, "U0BOT").ShouldBe(expected);

    [Theory]
    [InlineData("5 &lt; 7 &amp;&amp; 7 &gt; 5", "5 < 7 && 7 > 5")]
    [InlineData("&amp;lt;b&amp;gt;", "&lt;b&gt;")]
    [InlineData("&amp;amp;", "&amp;")]
    [InlineData("&quot; & &am; &", "&quot; & &am; &")]
    [InlineData("&lt;@U0BOT&gt;", "<@U0BOT>")] // typed by a person: no mention
    public void Of_Escapes_AreUndoneOnce(string text, string expected) => SlackMessageText.Of(text, "U0BOT").ShouldBe(expected);

    [Theory]
    [InlineData("", "")]
    [InlineData(" \n ", "")]
    [InlineData("<", "<")]
    [InlineData("<>", "<>")]
    [InlineData("<@>", "<@>")]
    [InlineData("a < b", "a < b")]
    [InlineData("<<@U0BOT>", "<")]
    [InlineData("<b>굵게|진하게</b>", "<b>굵게|진하게</b>")]
    [InlineData("<a|b>", "<a|b>")]
    [InlineData("*굵게* _기울임_ `코드` :smile:", "*굵게* _기울임_ `코드` :smile:")]
    public void Of_WhatIsNoMark_Stays(string text, string expected) => SlackMessageText.Of(text, "U0BOT").ShouldBe(expected);

    [Fact]
    public void Of_AnyText_NeverFailsAndIsTrimmed() => Prop.ForAll(
        Gen.Elements("<", ">", "|", "@", "#", "!", "<@U0BOT>", "<@U1|이름>", "<https://x|", "mailto:", "&", "&amp;", "&lt;", ";", " ", "\n", ":", "가", "\ud83d", "\0", "^")
            .ArrayOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            foreach (var bot in new[] { null, "U0BOT" })
            {
                var said = SlackMessageText.Of(text, bot);
                said.ShouldBe(said.Trim());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_EscapedByAPerson_SaysWhatWasTyped() => Prop.ForAll(
        Gen.Elements("<", ">", "&", "&amp;", "<@U0BOT>", "<!here>", "가", " ", "a").ArrayOf().Select(string.Concat).ToArbitrary(),
        typed => SlackMessageText.Of(typed.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"), "U0BOT").ShouldBe(typed.Trim()))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<")]
    [InlineData("<@U0BOT>")]
    [InlineData(" <@U0BOT>")]
    [InlineData("<@")]
    [InlineData("<https://x|")]
    [InlineData("|")]
    [InlineData("&")]
    [InlineData("&amp;")]
    [InlineData(" ")]
    [InlineData("\n<@U0BOT>")]
    public void Of_HostileText_TakesLittleTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        var began = Stopwatch.GetTimestamp();
        SlackMessageText.Of(text, "U0BOT");
        SlackMessageText.Of(text);

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
