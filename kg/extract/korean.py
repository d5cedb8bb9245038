"""What Korean grammar tells about where a name ends: particles, modifiers and nominal phrases.

A digest glues particles to names (`GPT-4o를`) and puts modifiers before them (`복잡한 추론`); a nominal phrase is a row of
words without particles, and only its last word may carry one.
"""

import re
from functools import lru_cache

# Particles and copulas that may follow a noun, longest first when matched.
PARTICLES = """
은 는 이 가 을 를 의 에 에서 에서는 에서도 에서의 에게 에는 에도 로 으로 로서 으로서 로써 으로써 로는 으로는 로의 으로의 와 과 와의 과의 와는 과는
도 만 만을 만의 만으로 까지 까지의 부터 보다 보다도 처럼 마다 조차 라는 이라는 라고 이라고 라 란 이란 인 이며 이고 이자 이다 이나 나 든 들 들은 들이 들을 들의 들과 들에 들에서
뿐만 뿐 뿐만이 등 등의 등을 등이 등에서 등과 에서만 에만 에의 으로부터 로부터 에게서 한테 께서 이라 이라든지 이었 였다 이었다 입니다 이었습니다 였습니다 이지만 지만 인데 이므로 이기
""".split()

# Only these are safe to cut from a Hangul word of three or more syllables; the rest need a Latin word in front.
SAFE_PARTICLES = tuple(
    sorted(
        """은 는 을 를 의 에 에서 에서는 에서도 에서의 에게 에는 에도 로 으로 로서 으로서 로써 으로써 으로는 로의 으로의 와 과 와의 과의 와는 과는
        까지 부터 보다 처럼 라는 이라는 라고 이라고 란 이란 이며 이고 이자 이다 들은 들이 들을 들의 들과 들 으로부터 로부터 입니다 이었습니다 였습니다 인 이 가 도 만""".split(),
        key=lambda p: (-len(p), p),
    )
)
# Nouns whose last syllable looks like a particle.
WHOLE_NOUNS = frozenset(
    """평가 추가 증가 전문가 국가 작가 연구자 이미지 메시지 데이터 레이어 단어 언어 영어 한국어 중국어 차이 깊이 길이 높이 넓이 크기 나이 오디오 비디오 라디오 시나리오
    회의 정의 주의 강의 논의 합의 동의 결과 효과 성과 통과 사과 초과 경과 제한 정도 속도 밀도 온도 각도 강도 난이도 정확도 신뢰도 유사도 충실도 선호도 만족도 해상도 초해상도 복잡도 중요도 지도 의도 제도 태도 시도 고도 궤도 빈도
    경로 회로 도로 프로 제로 멀티모달 모달 모델 가이드 코드 노드 모드 밴드 벤치마크 네트워크 프레임워크 태스크 마스크 토크 네비게이션 내비게이션 추론 이론 토론 결론 뉴런 어텐션
    에이전트 트랜스포머 플랜 플로우 패러다임 메커니즘 알고리즘 디노이즈 노이즈 리즈닝 튜닝 러닝 프루닝 파인튜닝 미세조정 평면 측면 화면 장면 문제 과제 주제 도구 연구 요구 로봇 감지 인지 방지 탐지 의지 유지 페이지 패키지 엣지
    분할 역할 제한 무한 권한 위치한정 위상 코사인 플레이 리플레이 디스플레이 게이트 업데이트 템플릿 아이 사이 놀이 풀이 바이 와이 파이 페어 쿼리 메모리 라이브러리 카테고리 스토리 메타 데모 정보 확보 제보 보도 온라인 오프라인 파이프라인 베이스라인 가이드라인 도메인 체인 디자인 원인 확인 개인 본인""".split()
)
# Words that end like these modify what follows or are verbs: a nominal phrase never contains them.
BREAKING = re.compile(
    r"(?:하는|되는|지는|있는|없는|않는|같은|많은|높은|낮은|좋은|작은|적은|짧은|깊은|넓은|새로운|어려운|쉬운|가까운|한|된|할|될|던|적인|스러운|로운|하고|하며|하여|해서|되어|되고|되며|하게"
    r"|습니다|합니다|됩니다|했다|한다|된다|있다|없다|위해|위한|통해|통한|대한|대해|따라|따른|의한|의해|관한|관련|없이|하지|않고|하기|되기|이며|하면|으며|면서)$"
)
BREAKING_WORDS = frozenset(
    """다양한 복잡한 함께 및 또는 그리고 또한 특히 모든 여러 이러한 그러한 이런 매우 가장 최대 최소 평균 기존 최신 최근 주요 해당 다른 동일 현재 이전 향후 우리 저자 저자들 연구진 논문 이번 연구 결과 대신 경우 때문 모두 각각 예를 들어
    새로운 효과적 기존의 그들 이들 여기 이후 이를 이는 약간 더욱 약 총 실험 또 단 첫 번째 두번째 첫번째 만약 즉 예 다음 보다 대비 수 등""".split()
)
SHORT_BREAKING = frozenset(
    "은 는 이 가 을 를 의 에 로 와 과 도 만 및 등 더 각 그 이 저 본 두 세 네 한 총 약 단 새 첫 수 것 때 후 전 중 간 내 위 점".split()
)
# Nouns of the field that name no technique by themselves; cut from the end of a phrase.
GENERIC_TAILS = frozenset(
    """작업 과제 문제 기법 기술 방법 방법론 방식 접근 접근법 접근방식 방법들 기법들 모델들 모형 시스템 프레임워크 알고리즘 벤치마크 벤치마크들 데이터셋 데이터세트 데이터 모델 모듈 시리즈 아키텍처 능력 성능 분야 영역 연구 단계 과정 환경 상황
    결과 품질 속도 효율 효율성 작업들 태스크 전략 절차 패러다임 개념 구조 도구 툴 라이브러리 플랫폼 에이전트 파이프라인 손실 임베딩 학습 훈련 평가 테스트 점수 지표 메트릭 기반 수준 버전 백본 계열 라는 등""".split()
)

HANGUL = re.compile(r"[가-힣]+")


@lru_cache(1 << 16)
def strip_particle(word: str) -> tuple[str, str]:
    """Split a Hangul word into a noun and the particle glued to it, "" if there is none.

    >>> strip_particle("강화학습을")
    ('강화학습', '을')
    >>> strip_particle("평가")
    ('평가', '')
    """
    if word in WHOLE_NOUNS:
        return word, ""
    for particle in SAFE_PARTICLES:
        rest = word[: -len(particle)]
        if word.endswith(particle) and (rest in WHOLE_NOUNS or len(rest) >= (2 if particle not in AMBIGUOUS else 3)):
            return rest, particle
    return word, ""


AMBIGUOUS = frozenset("이 가 도 만 인 로 의 들 에 은 과".split())


def is_particle(text: str) -> bool:
    """Tell whether Hangul glued to a Latin name begins with a particle.

    >>> is_particle("에서"), is_particle("기반")
    (True, False)
    """
    return text in _PARTICLE_SET


_PARTICLE_SET = frozenset(PARTICLES)


@lru_cache(1 << 16)
def breaks_phrase(word: str) -> bool:
    """Tell whether a word cannot stand inside a nominal phrase (a modifier, a verb, a pronoun).

    >>> breaks_phrase("복잡한"), breaks_phrase("이미지")
    (True, False)
    """
    return (
        word in SHORT_BREAKING
        or word in BREAKING_WORDS
        or (word not in WHOLE_NOUNS and BREAKING.search(word) is not None)
    )
