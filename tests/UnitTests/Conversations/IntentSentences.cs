namespace ChatPlatform.UnitTests.Conversations;

/// <summary>What people write, with what they want: labelled by hand, also where the rules err.</summary>
internal static class IntentSentences
{
    public static IEnumerable<(string Intent, string Text)> All => Lists.SelectMany(list =>
        list.Sentences.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => (list.Intent, text)));

    private static IEnumerable<(string Intent, string Sentences)> Lists =>
    [
        ("question", """
            안녕! 내일 비 와?
            오늘 서울 날씨 어때?
            환불은 어떻게 하나요
            배송은 언제 와요?
            이거 얼마예요
            영업시간이 몇 시까지인가요?
            파이썬이랑 자바 중에 뭐가 더 쉬워?
            세종대왕은 누구야
            왜 하늘은 파란색이야?
            이 문장은 무슨 뜻이야?
            회의실은 어디에 있습니까
            제가 가입할 수 있나요
            주말에도 문 여나요?
            내일 출근하니
            이게 맞는 걸까
            연차는 며칠까지 쓸 수 있는지 궁금합니다
            사과와 배의 차이
            환불 방법
            이 약 먹어도 괜찮을까요
            비밀번호를 잊어버렸는데 어디서 찾아요
            질문 있어요
            혹시 주차 되나요?
            너 이름이 뭐야?
            몇 살이야
            그 영화 재밌어?
            내가 방금 뭐라고 했지?
            2 더하기 3은?
            카카오톡 연동도 지원하나요? 감사합니다
            안녕하세요, 배송비가 얼마인지 알고 싶어요
            어느 쪽이 더 나은가요
            지금 몇 시지?
            이 코드가 왜 안 되는지 모르겠어요
            제주도 맛집
            가입 조건이 어떻게 되죠?
            다음 주에 눈이 올까요
            이 서비스는 무료인가
            What time is it?
            how do I reset my password
            Why is the sky blue?
            Is it going to rain tomorrow?
            Hi! Where can I find the documentation?
            does this work offline
            who wrote Hamlet
            Are you a robot?
            what's the difference between TCP and UDP
            which one is cheaper
            I wonder how many people live in Busan
            """),
        ("request", """
            이 글 요약해 줘
            이메일 초안을 작성해 주세요
            영어로 번역해줘
            내일 날씨 알려줘
            보고서를 다시 써 주시겠어요?
            회의록 정리 부탁드립니다
            안녕하세요. 계약서 검토 부탁드려요
            좀 더 짧게 줄여 줘
            점심 메뉴 추천해줘
            이거 영어로 번역
            표로 만들어 줄래?
            한국어로 설명해 줄 수 있어?
            저한테 링크 보내 주세요
            맛집 추천 좀
            고마워, 그럼 다음 단계도 알려줘
            위 내용을 세 줄로 요약
            자세히 설명해
            이 문장 고쳐
            다음 질문에 답해 주십시오
            오류를 수정해 주세요
            시 한 편 써줘
            여행 계획 짜 줘
            존댓말로 바꿔 줘요
            택배 조회 부탁해요
            예약을 취소해 주세요
            계속해
            더 자세히 말해 봐
            상담원과 통화하고 싶어요
            파일을 첨부했으니 확인 바랍니다
            어떻게 하는지 가르쳐 줘
            Please translate this into Korean
            summarize the following article
            Can you help me with my resume?
            Write a poem about autumn
            tell me a joke
            could you explain that again?
            I need a list of good restaurants
            make it shorter please
            Give me three examples
            Fix the bug in this code
            """),
        ("greeting", """
            안녕
            안녕하세요
            안녕하세요!! 반갑습니다
            ㅎㅇ
            하이
            반가워요
            좋은 아침이에요
            오랜만이야
            잘 지냈어?
            처음 뵙겠습니다
            잘 자
            수고하세요~
            안녕히 계세요
            새해 복 많이 받으세요
            다음에 또 봐요
            여보세요
            안녕, 나는 민수야
            굿모닝
            만나서 반가워! ㅎㅎ
            hello
            Hi there!
            good morning
            hey
            How are you?
            Nice to meet you
            see you later
            bye
            good evening everyone
            """),
        ("feedback", """
            고마워
            감사합니다 ㅎㅎ
            정말 고맙습니다!
            도와줘서 고마워
            알려주셔서 감사합니다
            좋아요
            별로야
            틀렸어
            그거 틀린 답이야
            답변이 너무 길어
            설명이 이해하기 쉬웠어요
            완벽해!
            최고예요 ㅋㅋ
            좀 이상한데
            도움이 많이 됐어요
            전혀 도움이 안 돼
            왜곡된 답변이네요
            그게 아니라
            오류가 자꾸 나요
            응답이 너무 느려요
            마음에 들어요
            잘했어
            엉뚱한 소리만 하네
            굿
            기대했는데 실망이야
            thanks
            Thank you so much!
            that's wrong
            great answer
            This is not helpful
            awesome, it worked
            your answer is incorrect
            that was terrible
            well done
            """),
        ("command", """
            /help
            /이름 홍길동
            !도움말
            이름 변경
            이름 바꿔줘
            새 대화
            대화 초기화
            초기화해줘
            취소
            그만
            도움말
            답변 확인
            처음부터
            /reset now
            !stats
            reset
            cancel
            start over
            new chat
            """),
        ("small_talk", """
            ㅋㅋㅋㅋ
            ㅠㅠ
            심심해
            배고프다
            오늘 날씨 좋다
            너무 더워
            아 졸려
            오늘 좀 우울하네
            나 어제 영화 봤어
            주말에 친구랑 놀러 갔어
            응
            ㅇㅇ
            그렇구나
            대박
            뭐해?
            밥 먹었어?
            난 고양이를 좋아해
            퇴근하고 싶다
            오늘 시험 끝났어 ㅎㅎ
            사랑해
            월요일이라 힘들어
            나도 그렇게 생각해
            어제 제주도에 다녀왔어요
            lol
            I'm bored
            haha that was fun
            nice weather today
            ok
            I watched a movie yesterday
            I love you
            """),
    ];
}
