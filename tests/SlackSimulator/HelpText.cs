namespace ChatPlatform.SlackSimulator;

internal static class HelpText
{
    public static string Text => $$"""
        A simulated Slack: it sends signed events and slash commands, hosts the Web API that the product posts to, and says which rules were broken.

          say [text …]     Mention the bot, and show the thread. Without a text it reads lines.
          command [text …] Type a slash command, and show what comes back.
          drive            Let many people write while the Web API misbehaves; then prove that no answer was lost or came twice.

        For all of them
          --targets http://localhost:5000  The product; several nodes with commas between them.
          --listen 9200                    Loopback port of the Web API; 0 takes a free one. Says the product's SLACK_API_URL on stderr.
          --signing-secret …  --token …    Else SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN of the environment, else those of a development setup.
          --team T0SIM  --app A0SIM  --bot U0BOT
          --made-by T0OTHER                The workspace that made the channels, where another one shares them.
          --retry-scale 1                  Of Slack's waits before the second and third retry, one minute and five; else as --time-scale.
          --lost-ack-percent 5             Acknowledged events that come again.

        say, command
          --user U0SIM0000  --channel C0SIM000  --wait 60
          --dm                             Say it in a direct channel.
          --command /robeing               The slash command. Given --wait, it waits for its response_url also when the acknowledgement answers.

        drive
          --messages 1000  --channels 5  --people 40  --seed 1  --direct-percent 30  --noise-percent 25  --hurry-percent 20
          --models {{DriveOptions.DefaultModels}}
                                           How the model behaves, with weights: {{string.Join(", ", ThreadPlan.Models)}}.
                                           The model must be tests/FakeModelServer; fail expects one apology.
          --rate 1  --burst 3              Messages a second that a channel takes, and at once; over it 429.
          --page 4                         Messages in a page of conversations.replies.
          --troubles {{WebApiOptions.DefaultTroubles}}
          --read-troubles {{WebApiOptions.DefaultReadTroubles}}
                                           How calls go wrong, with weights: {{string.Join(", ", EnumNames<Trouble>.All)}}.
          --time-scale 1                   Of the model's and the people's pauses.
          --patience 120                   Seconds without anything new after which what is missing is called lost.
          --watch 5                        Seconds to watch for what should not come.
          --name drive  --out report.json  Names the report and writes it to a file too.

        Ends with 0 when no rule was broken, 1 when one was (or no answer came), 2 when the command line is wrong.
        """;
}
