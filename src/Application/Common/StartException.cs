namespace ChatPlatform.Application.Common;

/// <summary>Stops the start. The message is the one sentence the operator sees: it names the setting and says what to do.</summary>
public class StartException(string sentence, Exception? inner = null) : Exception(sentence, inner);
