using System.Buffers;
using System.Collections.Frozen;

namespace ChatPlatform.Domain.Conversations;

/// <summary>The words of <see cref="KoreanIntent"/>. Extend them when a message is taken for what it is not.</summary>
internal static class KoreanPhrases
{
    // whole sentences, without their spaces

    public static readonly FrozenSet<string> Greetings = PhraseList.Of("""
        안녕|안녕안녕|안녕하세요|안녕하십니까|안녕하신가요|안뇽|안녕하세용|하이|하이요|하이루|ㅎㅇ|ㅎㅇㅎㅇ|ㅎㅇㅇ|헬로|헬로우|방가|방가방가|방가워|반가워|반가워요|반갑습니다|반갑네요|여보세요
        만나서반가워|만나서반가워요|만나서반갑습니다|처음뵙겠습니다|잘부탁해|잘부탁해요|잘부탁드려요|잘부탁드립니다|잘지냈어|잘지냈어요|잘지냈니|잘지내|잘지내요|잘지내니|잘지내셨어요|잘지내셨나요|잘지내시죠
        굿모닝|굿밤|굿나잇|굿나이트|잘자|잘자요|잘있어|안녕히계세요|안녕히가세요|안녕히주무세요|안녕히주무셨어요|잘잤어|잘잤어요|수고|수고하세요|수고하셨습니다|수고했어|수고했어요|수고해|수고해요|수고하십시오|ㅅㄱ
        바이|바이바이|ㅂㅂ|ㅂㅇ|ㅂㅂㅇ|빠이|오랜만|오랜만이야|오랜만이에요|오랜만이네|오랜만입니다|좋은아침|좋은아침이에요|좋은아침입니다|좋은하루|좋은하루보내|좋은하루보내세요|좋은하루되세요|즐거운하루되세요|좋은밤|좋은밤되세요|좋은저녁이에요
        새해복많이받으세요|새해복많이받아|메리크리스마스|다녀왔어|다녀왔습니다|다녀올게|다녀올게요|나왔어|저왔어요|또봐|또봐요|또만나|또만나요|내일봐|내일봐요|다음에봐|다음에봐요|나중에봐|나중에봐요|들어가세요|거기있어|거기누구있어요|누구없어요|계세요
        """);

    public static readonly FrozenSet<string> Chats = PhraseList.Of("""
        뭐해|뭐해요|뭐하니|뭐하고있어|뭐하고있어요|뭐하는중이야|밥먹었어|밥먹었어요|밥먹었니|밥은먹었어|밥은먹었어요|점심먹었어|점심먹었어요|저녁먹었어|심심해|심심하다|놀자|놀아줘|나랑놀자|나랑놀아줘|같이놀자|재밌는얘기해줘
        응|웅|엉|어|네|넵|넹|예|옙|네네|아니|아니요|아니야|아뇨|그래|그래요|그렇구나|그렇군요|알겠어|알겠어요|알겠습니다|알았어|알았어요|오케이|오키|ㅇㅇ|ㅇㅋ|ㅇㅋㅇㅋ|ㄴㄴ|ㅇㅎ|헐|와|우와|오|오호|아하|음|흠|대박|진짜|정말|맞아|맞아요|맞습니다|글쎄|몰라|그냥|사랑해|사랑해요|농담이야|나도|저도요
        """);

    public static readonly FrozenSet<string> Opinions = PhraseList.Of("""
        고마워|고마워요|고맙습니다|감사합니다|감사해요|감사|ㄱㅅ|ㄳ|ㄱㅅㄱㅅ|감사감사|땡큐|쌩유|좋아|좋아요|좋네|좋네요|좋습니다|좋다|굿|굿굿|최고|최고야|최고예요|짱|짱이야|완벽해|완벽해요|훌륭해|훌륭해요|대단해|대단하다|대단해요|멋져|멋지다|잘했어|잘했어요|참잘했어요
        별로|별로야|별로예요|별로네|별로다|틀렸어|틀렸어요|틀렸네|틀렸는데|아닌데|아닌데요|그게아니야|그게아니라|그거아니야|그거아닌데|잘못됐어|이상해|이상해요|이상하네|실망이야|실망이에요|쓸모없어|느려|너무느려|답답해|답답하네|짜증나|구려|노잼|꿀팁|인정
        """);

    // anywhere

    public static readonly SearchValues<string> Pleas = PhraseList.Within("""
        주세요|주셔요|주십시오|주시겠|주실래|주실 수|주실수|주시면|줄래|줄 수 있|줄수있|부탁해|부탁드|부탁합|부탁할|부탁 좀|바랍니다|바래요|알려줘|알려 줘|해줘|해 줘|해주라|해달라|해 달라|가르쳐|줬으면|주면 좋겠|주면 안|원합니다|필요해|필요합니다|해줘요|줘봐|줘 봐|써줘|만들어줘
        """);

    public static readonly SearchValues<string> Gratitude = PhraseList.Within("줘서|주셔서|주어서|줬네|줬구나|주시네|주네요|줘도 |줬는데");

    public static readonly SearchValues<string> Inquiries = PhraseList.Within("궁금|알고 싶|알고싶|질문 있|질문있|질문이 있|질문 하나|질문할|질문 드|질문드|여쭤|여쭙|물어볼게|물어봐도|물어보고|문의드|문의 드|인지 모르|는지 모르|을지 모르|는지 알|인지 알|는지도 알");

    public static readonly SearchValues<string> Weather = PhraseList.Within("날씨|비 온|비온|비가 오|비 오|눈 온|눈온|눈이 오|더워|덥다|덥네|추워|춥다|춥네|시원하|쌀쌀|화창|흐리네|미세먼지");

    public static readonly SearchValues<string> OpinionWords = PhraseList.Within("""
        고마워|고마웠|고맙|감사|땡큐|좋아요|좋았|좋네|좋은 답|좋은 정보|좋은 대답|좋은데|좋습니다|훌륭|최고|완벽|잘했|잘하네|잘하는|잘 하네|대단|멋지|멋져|멋있|별로|틀렸|틀려|틀린|틀리|잘못|엉뚱|이상해|이상하|이상한|실망|도움이|도움 됐|도움 많이|도움되|쓸모|형편없|만족|불만|맘에|마음에 들|마음에 안|정확|느려|느리|답답|짜증
        오류|에러|굿|짱|칭찬|유용|똑똑|멍청|바보|헛소리|동문서답|거짓|엉터리|아쉽|아쉬워|아쉬운|어색|너무 길|너무 짧|너무 어려|이해가 안|이해 안|이해가 잘|알기 쉽|이해하기|편하네|편해요|편리|불편|버그|안 돼요|안돼요|안 됩니다|안됩니다|작동|먹통|안 나와|그게 아니|그거 아니|아닌데|말이 안|말도 안|잘 봤|잘 썼|잘 쓰고|역시|딱 좋|답변이|대답이|설명이|믿을 수가|신뢰|못 알아|엉망|후회|친절
        """);

    /// <summary>Who is fond of something says nothing of our answers.</summary>
    public static readonly SearchValues<string> Fondness = PhraseList.Within("좋아하|좋아해|좋아했");

    public static readonly SearchValues<string> ChatWords = PhraseList.Within("""
        심심|배고|배불|졸려|졸리|피곤|우울|외로|힘들|힘드|신난|신나|재밌|재미|웃기|웃겨|사랑해|좋아해|좋아하|귀여|귀엽|농담|놀자|놀아|놀러|행복|기뻐|기쁘|기분|슬퍼|슬프|주말|휴가|퇴근|출근|월요일|불금|대박|우와|와우|그렇구나|그렇군|나도|화이팅|파이팅|점심|저녁|아침|커피|먹었|먹고|맛있|귀찮|지루|아파|드라마|영화|잤어|잠이|꿈|하루|보고 싶|보고싶|친구|고양이|강아지|취했|바쁘|바빠
        """);

    // at the end

    /// <summary>Also with a question mark: 해 줄래?</summary>
    public static readonly string[] PleaEnds = PhraseList.Split("줘|줘요|줘라|주라|줄래|줄래요|다오|부탁|부탁요|부탁이야|부탁이에요|말해봐|말해 봐|보여봐|해라|하시오|하십시오|합시다|달라고|요망");

    /// <summary>Only where nothing is asked.</summary>
    public static readonly string[] OrderEnds = PhraseList.Split("""
        하세요|하자|해봐|해 봐|해봐요|봐봐|말해|찾아봐|찾아|써봐|써 봐|골라|골라봐|읽어|읽어봐|보내|틀어|켜|꺼|그려|그려봐|바꿔|고쳐|줄여|늘려|지워|만들어|좀|하도록|넣어|빼|열어|닫아|세요|시작해|계속해|멈춰|기억해|잊지 마|하지 마|하지마|싶어|싶어요|싶습니다|싶은데|싶은데요|해야 해|할래|할래요|으로 해|로 해
        """);

    public static readonly string[] TaskTails = PhraseList.Split("해봐요|해 봐요|해봐|해 봐|해라|하기|해요|해|좀|부탁");

    public static readonly string[] TaskNouns = PhraseList.Split("번역|요약|정리|설명|작성|검색|추천|계산|비교|분석|변환|수정|생성|출력|제안|교정|조회|예약|주문|등록|전송|삭제|추가|첨삭|복사|알람 설정|재생");

    /// <summary>Statements about questions: 뭐라고 했다.</summary>
    public static readonly string[] Told = PhraseList.Split("했다|했어요|했습니다|이다|하더라|같아|같아요|같다|거든|거든요|겠지|거야|뭐");

    /// <summary>Noun phrases that ask: 환불 방법, 둘의 차이.</summary>
    public static readonly string[] Topics = PhraseList.Split("차이|차이점|뜻|의미|방법|이유|가격|비용|요금|위치|시간|날짜|전화번호|연락처|주소|원인|정의|종류|장단점|장점|단점|순서|절차|조건|기간|일정|효능|부작용|맛집|가는 길|유래|역사|특징|기준");

    // at the beginning

    public static readonly string[] GreetingStarts = PhraseList.Split("안녕|하이 |헬로 |반가|반갑|만나서|처음 뵙|좋은 아침|좋은 하루|좋은 저녁|좋은 밤|굿모닝|오랜만|새해|메리|잘 자|잘자|잘 부탁|수고|즐거운|행복한|이만 갈|이제 갈|나 왔|저 왔|내일 봐|다음에 봐|다음에 또|또 올게|ㅎㅇ");

    /// <summary>Of a word.</summary>
    public static readonly string[] QuestionWords = PhraseList.Split("뭐|뭘|뭔|뭣|무엇|무슨|누구|누가|누굴|언제|어디|어떻|어떤|어느|왜|몇|얼마|어때|어떠|어째|웬|모야|머야|어케|어딨|어딜|어따");

    public static readonly string[] NoQuestionWords = PhraseList.Split("뭐든|뭐라도|뭐랄까|뭔가|언제나|언제든|언젠가|누구나|누구든|누군가|어디든|어디나|어디서나|어딘가|어떻게든|왜냐|왜곡|몇몇|얼마든|얼마 전|어느새|어느덧|어째선지|무엇이든|무엇보다|웬만");
}
