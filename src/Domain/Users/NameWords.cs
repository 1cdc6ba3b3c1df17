namespace ChatPlatform.Domain.Users;

/// <summary>Words that stand where a name could, and are none. Extend the lists when a person is greeted by a noun.</summary>
internal static class NameWords
{
    /// <summary>Never a name, not even after 내 이름은: questions, refusals, pointing words.</summary>
    private static readonly HashSet<string> Never = Words.Of("""
        뭐 뭐지 뭔데 뭐게 뭘까 무엇 무어 뭐라 뭐든 뭐로 누구 누군지 어디 언제 왜 어떻게 어떤 어느 몇 얼마 어때 모름 몰라 몰라요 모르 모르는 비밀 비공개 없음 없어 없어요 없다 없는 있어 있다
        이거 그거 저거 이것 그것 저것 이게 그게 이쪽 여기 거기 저기 그대로 아직 나중 지금 이제 진짜 정말 사실 아니 맞아 같아 그냥 아무거나 아무 마음대로 알아서
        이름 본명 가명 실명 별명 닉네임 성함 예명 애칭 한글 한자 영어 한국어 글자 두글자 세글자 네글자 변경 수정 취소 거 것 건 수 줄 중 둘 셋 하나뿐 네 예 응 어 나 너 저 우리 이 그 그만 싫어 안돼 안되 못해
        """);

    /// <summary>What people say they are: jobs, kin, traits, places, food, states. Not a name after 나는 or 저는.</summary>
    private static readonly HashSet<string> Common = Words.Of("""
        학생 대학생 고등학생 중학생 초등학생 대학원생 유학생 취준생 수험생 재수생 휴학생 졸업생 신입생 전학생 고딩 중딩 초딩 대딩 고삼 선생 선생님 교사 강사 교수 교수님 학자 유학자
        의사 간호사 약사 한의사 수의사 변호사 판사 검사 기자 기사 작가 가수 배우 화가 시인 감독 피디 아나운서 모델 선수 코치 심판 군인 경찰 소방관 공무원 회사원 직장인 직원 사원 인턴 대리 과장 부장 차장 팀장 실장 이사 사장 사장님 대표 회장 원장 소장 점장 상사
        개발자 디자이너 기획자 프로그래머 엔지니어 연구원 연구자 은행원 상인 농부 어부 요리사 셰프 미용사 운전사 기술자 노동자 근로자 자영업자 프리랜서 알바 알바생 백수 주부 가정주부 전업주부 비서 통역사 번역가 음악가 미술가 예술가 사업가 정치인 연예인 유튜버 스트리머 크리에이터 승무원 조종사 선원 목수 사진가 요양사 상담사 회계사 세무사 건축가
        엄마 아빠 어머니 아버지 부모 할머니 할아버지 아들 딸 형 누나 언니 오빠 동생 남동생 여동생 삼촌 이모 고모 조카 손자 손녀 남편 아내 와이프 부인 신랑 신부 애인 친구 여친 남친 여자친구 남자친구 가족 사위 며느리 장남 장녀 외동 막내 첫째 둘째 셋째 쌍둥이 이웃
        남자 여자 남성 여성 소년 소녀 아이 아기 애기 어른 성인 노인 청년 중년 청소년 미성년자 미인 인간 사람 남매 형제 자매 장애인 외국인 한국인 일본인 중국인 미국인 한국사람 서양인 동양인 교포 원어민 지구인 외계인 현지인 일반인 시민 국민 주민 도시인 이방인 지인 타인
        왕 왕자 공주 여왕 왕비 황제 신 천사 악마 귀신 유령 요정 마법사 영웅 용사 전사 기사님 주인 주인님 주인공 노예 하인 손님 고객 고객님 회원 신입 선배 후배 동기 동창 동료 반장 회장님 리더 멤버 팬 덕후 왕따 인싸 아싸 외톨이 고수 초보 초보자 중수 하수 전문가 천재 바보 멍청이 등신 호구 겁쟁이 거짓말쟁이 변태 또라이 미치광이 범인 도둑 환자 승자 패자 일등 꼴찌 최고 짱 대박 꽝 부자 거지 재벌 효자 효녀 모범생 문제아 문제 은인 성자
        기독교인 불교신자 신자 신도 천주교 무교 기독교 불교 채식주의자 비건 페미니스트 완벽주의자 평화주의자 내향인 외향인 집순이 집돌이 길치 음치 몸치 기계치 야행성 아침형 저녁형
        강아지 고양이 개 소 말 양 돼지 토끼 여우 곰 호랑이 사자 용 뱀 쥐 나비 오리 닭 새 인공지능 로봇 기계 챗봇 봇 컴퓨터 상담원 운영자 관리자 담당자 사용자 개인 법인
        물고기자리 양자리 황소자리 쌍둥이자리 게자리 사자자리 처녀자리 천칭자리 전갈자리 사수자리 염소자리 물병자리 양띠 용띠 소띠 말띠 쥐띠 뱀띠
        집 학교 회사 병원 카페 도서관 사무실 공항 지하철 버스 기차 밖 안 집안 화장실 교회 편의점 마트 헬스장 서울 부산 대구 인천 광주 대전 울산 세종 제주 제주도 수원 강원도 경기도 경기 강원 경주 춘천 전주 창원 한국 대한민국 미국 일본 중국 영국 프랑스 독일 캐나다 호주 베트남 태국 해외 외국 시골 도시 지방 동네 고향 출신 유럽 강남 홍대 신촌 판교
        커피 라떼 라테 아메리카노 우유 콜라 사이다 주스 물 차 술 소주 맥주 와인 밥 라면 김밥 떡볶이 짜장면 짜장 짬뽕 탕수육 치킨 피자 햄버거 돈까스 돈가스 비빔밥 냉면 국밥 국수 파스타 스시 초밥 고기 삼겹살 샐러드 빵 케이크 과자 아이스크림 사과 배 딸기 수박 김치 된장찌개 김치찌개 불고기 제육 순대 만두 회 소고기 양고기
        배고파 배고픔 배불러 졸려 피곤 심심 외로워 우울 행복 슬픔 기쁨 화남 불안 걱정 고민 긴장 짜증 건강 아픔 바빠 바쁨 여유 만족 불만 반대 찬성 중립 동의 인정 포기 성공 실패 준비 완료 시작 끝 처음 마지막 혼자 함께 솔로 커플 미혼 기혼 유부남 유부녀 이혼 임신 결혼 연애 휴가 방학 출근 퇴근 야근 운동 공부 식사 운전 여행 독서 게임 음악 영화 요리 수영 산책 청소 휴식 쇼핑 데이트 수업 회의 시험 면접 입원 퇴원 지각 결석 대기 이동 이사 수다
        오늘 내일 어제 아까 요즘 항상 매일 아침 점심 저녁 밤 낮 새벽 주말 평일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 봄 여름 가을 겨울 생일 올해 작년 내년
        문과 이과 예체능 무직 구직자 구직 이과생 문과생 전공자 비전공자 신입사원 경력자 경력직 정규직 계약직 자취생 세입자 서울사람 부산사람 흙수저 금수저 보수 진보 중도 안전 확실 당연 정상 이상 보통 평범 완전 진심 농담 장난 거짓말 연구 연습 독학 초급 중급 고급 기초 원조 우선 한량 진상 현역 미필 군필 예비군 상병 병장 이병 일병 하사 중사 재수 삼수 반수 인기 전설 소문 희생 화상 수석 수비 공격 주장 정치 의원 시장 도지사 장군 대통령 장관 국회의원 성우 수녀 신부님 스님 목사 목사님 전도사 도사 무당 점쟁이
        남학생 여학생 남편감 신인 무명 유명인 유명 인사 일정 약속 소개 안내 도움 질문 문의 상담 신청 예약 주문 결제 환불 배송 반품 취업 이직 퇴사 면제 정신 정리 정답 오답 오류 여신 남신 미남 미녀 훈남 훈녀 이용자 이용 손자 유리 다정 다리 시선 장인 명인 동물 식물 나이 나무 이유 이해 이후 이전 전부 전혀 전체 모두 모든 아무나 누군가 나름 나머지 우주 우산
        감기 몸살 집사 자유 신혼 신혼부부 사랑 담당 추천 교포 임산부 신나 신남 예약자 주문자 문의자 인사팀 총무 총무팀 마케터 공대생 문과 이과 서비스 배달 배송
        서른 마흔 쉰 예순 일흔 여든 아흔 스물 열 긍정적 부정적 소극적 적극적 내성적 외향적 이성적 감성적 내향적 낙천적 비관적 현실적 이상적 개인적 가정적 사교적 계획적 즉흥적
        """);

    /// <summary>Last parts of words that say what somebody is: 연구원, 한국사람, 스무살, 물리학자. Only asked about what does not look like a name.</summary>
    private static readonly string[] KindsOfPeople =
    [
        "사람", "학생", "년생", "학년", "주의자", "글자", "쟁이", "덕후", "매니아", "마니아", "개발자", "디자이너", "편", "살", "세", "팬", "님", "꾼", "러", "족", "파", "형", "녀", "남",
        "자", "인", "가", "사", "원", "생", "장", "중", "때", "전", "후", "번", "호", "띠", "부", "급", "적", "과", "쪽", "별로", "거", "것", "건", "곳", "팀", "교포", "데", "터", "한", "는", "은", "을", "던", "니", "까", "네", "지",
    ];

    /// <summary>Ends of verbs and adjectives before 야 (먹어야, 배고파야) or 라고 (먹으라고), and of sentences without a name.</summary>
    private static readonly string[] VerbEnds =
    [
        "어", "해", "여", "워", "와", "봐", "줘", "겨", "져", "쳐", "려", "써", "파", "퍼", "커", "터", "펴", "돼", "되", "나", "래", "으", "하", "시", "거", "것", "건", "게", "께", "까", "니", "네", "요", "다", "고", "면", "서", "지", "라", "는", "을", "던", "죠", "지마", "말",
    ];

    private static readonly HashSet<string> Numbers = Words.Of("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉");

    private static readonly HashSet<string> EnglishCommon = Words.Of("""
        a an the not no in on at from so just here there back ok okay fine good well great bad sad happy hungry tired busy sick bored ready sorry late new old going looking trying working
        sure glad afraid korean american japanese chinese british french german student teacher doctor engineer developer nurse home alone free done lost single married maybe later when if
        what who why how where my your his her their our this that it you me him them us tomorrow today now again asap please anytime whatever something nothing nobody someone back crazy
        pm ceo cto cfo coo hr it mz vip pd pt tmi
        cold hot interested learning studying living feeling thinking still also very really too confused fluent curious vegan christian buddhist lonely leaving writing asking only
        """);

    /// <summary>Personality types, with which people introduce themselves.</summary>
    private static readonly HashSet<string> Types =
        [.. from a in "EI" from b in "NS" from c in "FT" from d in "JP" select $"{a}{b}{c}{d}"];

    public static bool IsNever(string word) => Never.Contains(word);

    /// <summary>Also with what makes a person or a state of them: 선생+님, 주문+자, 임신+중, 서른+다섯.</summary>
    public static bool IsCommon(string word) => Never.Contains(word) || Common.Contains(word)
        || (word.Length > 2 && word[^1] is '님' or '자' or '중' or '팀' or '생' && Common.Contains(word[..^1]))
        || (word.Length > 2 && Numbers.Contains(word[2..]) && Common.Contains(word[..2]))
        || (word.Length == 2 && word[1] == '씨');

    /// <summary>A word for a kind of person by its last part; only sensible for what does not look like a name.</summary>
    public static bool IsKindOfPerson(string word) =>
        word.Length >= 3 && Array.Exists(KindsOfPeople, end => word.Length > end.Length && word.EndsWith(end, StringComparison.Ordinal));

    public static bool EndsLikeAVerb(string word) => Array.Exists(VerbEnds, end => word.EndsWith(end, StringComparison.Ordinal));

    public static bool IsCommonEnglish(string word) => EnglishCommon.Contains(word.ToLowerInvariant()) || Types.Contains(word.ToUpperInvariant());
}
