namespace ChatPlatform.Domain.Tasks;

public enum DeliveryState
{
    /// <summary>The answer is not there yet, or is on its way out.</summary>
    Pending,

    /// <summary>The channel has said that it has it, or the response that carried it was sent whole.</summary>
    Delivered,

    /// <summary>Not received, for certain; where the channel can, shown when the person writes next or asks for it.</summary>
    Held,

    /// <summary>It left us, and nobody can say whether it arrived. Never sent again, unless the channel can look first. Also while it is being sent.</summary>
    Uncertain,

    /// <summary>There is no answer to deliver: the task failed.</summary>
    Failed,

    /// <summary>Held, and the person never came back for it.</summary>
    Expired,
}

/// <summary>What there is to deliver.</summary>
public enum DeliveryContent
{
    /// <summary>The task still runs.</summary>
    Awaited,

    Answer,

    /// <summary>The task failed: an apology.</summary>
    Apology,
}
