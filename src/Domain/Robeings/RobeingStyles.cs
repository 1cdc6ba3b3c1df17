namespace ChatPlatform.Domain.Robeings;

public enum ResponseStyle
{
    Formal,
    Casual,
    Friendly,
}

public enum ResponseLength
{
    Brief,
    Normal,
    Detailed,
}
