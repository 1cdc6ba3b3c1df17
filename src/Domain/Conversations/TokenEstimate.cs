namespace ChatPlatform.Domain.Conversations;

/// <summary>
/// How many tokens a text is, without a tokenizer: four Latin characters to a token, one Hangul or Han character to a token.
/// On the safe side for the vocabularies in use (o200k spends 0.6–0.9 tokens on a Hangul syllable).
/// </summary>
public static class TokenEstimate
{
    public static int Of(string text)
    {
        var narrow = 0;
        foreach (var c in text)
        {
            if (c < 0x1100)
            {
                narrow++;
            }
        }

        return text.Length - narrow + ((narrow + 3) / 4);
    }
}
