using ChatPlatform.Domain.Common;

namespace ChatPlatform.UnitTests.Common;

public sealed class SensitiveTextTests
{
    [Theory]
    [InlineData("제 번호는 010-1234-5678이에요", "제 번호는 [전화번호]이에요")]
    [InlineData("01012345678로 전화 주세요", "[전화번호]로 전화 주세요")]
    [InlineData("+82 10-1234-5678", "[전화번호]")]
    [InlineData("02-123-4567", "[전화번호]")]
    [InlineData("주민번호 900101-1234567입니다", "주민번호 [주민번호]입니다")]
    [InlineData("카드 1234-5678-9012-3456로 결제", "카드 [카드번호]로 결제")]
    [InlineData("계좌 110-234-567890에 보냈어요", "계좌 [계좌번호]에 보냈어요")]
    [InlineData("메일은 minsu.kim@example.co.kr예요", "메일은 [이메일]예요")]
    [InlineData("a@b.io, 010 1234 5678", "[이메일], [전화번호]")]
    public void Mask_WhatIdentifiesAPerson_IsReplaced(string text, string masked) => SensitiveText.Mask(text).ShouldBe(masked);

    [Theory]
    [InlineData("2026-11-20에 만나요")]
    [InlineData("주문 12345개, 3.14, 1,284원")]
    [InlineData("버전 10.0.14")]
    [InlineData("")]
    [InlineData("12345678901234567890")]
    public void Mask_OrdinaryNumbers_Stay(string text) => SensitiveText.Mask(text).ShouldBe(text);
}
