namespace ChatPlatform.KakaoSimulator;

internal static class HelpText
{
    public static string Text => $$"""
        A simulated Kakao: it talks to a skill server as Kakao's bot engine does, hosts the callback URLs, shows what the person would see,
        and says which rules were broken.

          say [text …]   Say something, and show the conversation. Without a text it reads lines; #1 presses the first button.
          drive          Let many people talk while models and callback URLs misbehave; then prove that no answer was lost or came twice.
          load           Send requests at a fixed rate, and show the response times.

        For all of them
          --url http://localhost:5000      The platform; several nodes with commas between them are taken in turn.
          --secret …                       Sent as X-Skill-Secret; else KAKAO_SKILL_SECRET of the environment, else none.
          --path /skill                    Of the skill; /welcome for example.
          --valid 60                       Seconds for which a callback URL is good.
          --settle 0                       Seconds after the first answer within which a callback comes too soon.

        say
          --callback ok                    {{string.Join(", ", CallbackModes.Names)}}
                                           (hang and cut alone lose the message), or none for a block without callbacks.
          --user simulator                 Who speaks. The same user goes on with the same conversation.
          --press                          Press "답변 확인" and "이어서 보기" as a person would.
          --twice                          Send each request twice.
          --minimal                        Only the fields that cannot be left out.

        drive
          --key …                          Admin key to read the tasks with; else CHATPLATFORM_ADMIN_KEY.
          --conversations 500  --parallel 64  --questions 3  --seed 1  --callback-percent 70
          --models {{DriveOptions.DefaultModels}}
                                           How the model behaves, with weights. The model must be tests/FakeModelServer.
          --callbacks {{DriveOptions.DefaultCallbacks}}
          --time-scale 1                   Of the model's and the people's pauses.
          --settle-limit 180               Seconds the platform may take to finish after the last question.

        load
          --rate 100  --seconds 30  --people 500  --callback ok  --text "[model:slow:30000] 안녕하세요"
          --out results.jsonl  --name load Also appends the figures as a line of JSON under this name.

        Ends with 0 when no rule was broken, 1 when one was (or say got no response), 2 when the command line is wrong.
        """;
}
