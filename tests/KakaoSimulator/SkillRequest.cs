using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatPlatform.KakaoSimulator;

/// <summary>What Kakao's bot engine posts to a skill.</summary>
/// <param name="UserId">The person's botUserKey, ≤ 70 characters.</param>
/// <param name="Utterance">What they said.</param>
public sealed record SkillRequest(string UserId, string Utterance)
{
    private const string BotId = "5f0000000000000000000b07";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Uri? CallbackUrl { get; init; }

    /// <summary>Only what cannot be left out, as test tools send it.</summary>
    public bool Minimal { get; init; }

    /// <summary>The button that was pressed instead of typing.</summary>
    public QuickReply? Button { get; init; }

    /// <summary>Such as <c>ko</c>; Kakao itself says <c>kr</c>.</summary>
    public string Language { get; init; } = "kr";

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes((Minimal ? MinimalBody() : FullBody()).ToJsonString(Json));

    private JsonObject MinimalBody()
    {
        var body = new JsonObject
        {
            ["userRequest"] = new JsonObject { ["utterance"] = Utterance, ["user"] = new JsonObject { ["id"] = UserId } },
        };
        if (CallbackUrl is not null)
        {
            body["callbackUrl"] = CallbackUrl.AbsoluteUri;
        }

        return body;
    }

    private JsonObject FullBody()
    {
        JsonObject Block() => new() { ["id"] = Button?.BlockId ?? "5f0000000000000000000fa1", ["name"] = "폴백 블록" };

        var user = new JsonObject
        {
            ["id"] = UserId,
            ["type"] = "botUserKey",
            ["properties"] = new JsonObject { ["plusfriendUserKey"] = $"pf-{UserId}", ["botUserKey"] = UserId, ["isFriend"] = true },
        };
        var userRequest = new JsonObject
        {
            ["block"] = Block(),
            ["user"] = user,
            ["utterance"] = Utterance + (Button is null ? "\n" : ""), // the app sends what is typed with a line end
            ["params"] = new JsonObject { ["surface"] = "Kakaotalk.plusfriend" },
            ["lang"] = Language,
            ["timezone"] = "Asia/Seoul",
        };
        if (CallbackUrl is not null)
        {
            userRequest["callbackUrl"] = CallbackUrl.AbsoluteUri;
        }

        return new()
        {
            ["intent"] = new JsonObject
            {
                ["id"] = "5f0000000000000000000fa1",
                ["name"] = "폴백 블록",
                ["extra"] = new JsonObject { ["reason"] = new JsonObject { ["code"] = 1, ["message"] = "OK" } },
            },
            ["userRequest"] = userRequest,
            ["contexts"] = new JsonArray(),
            ["bot"] = new JsonObject { ["id"] = BotId, ["name"] = "시뮬레이터" },
            ["action"] = new JsonObject
            {
                ["id"] = "5f0000000000000000000ac7",
                ["name"] = "AI 답변",
                ["params"] = new JsonObject { ["sys_text"] = Utterance },
                ["detailParams"] = new JsonObject
                {
                    ["sys_text"] = new JsonObject { ["origin"] = Utterance, ["value"] = Utterance, ["groupName"] = "" },
                },
                ["clientExtra"] = Button?.Extra is { } extra ? JsonNode.Parse(extra.GetRawText()) : null,
            },
            ["flow"] = new JsonObject
            {
                ["lastBlock"] = Block(),
                ["trigger"] = new JsonObject
                {
                    ["type"] = Button is null ? "TEXT_INPUT" : $"QUICKREPLY_BUTTON_{Button.Action.ToUpperInvariant()}",
                    ["referrerBlock"] = Block(),
                },
            },
        };
    }
}
