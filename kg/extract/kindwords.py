"""Nouns that tell what kind of thing a name beside them stands for: “X 벤치마크”, “프레임워크인 X”, “X dataset”."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Kind

_NOUNS = {
    Kind.MODEL: """모델 모형 시리즈 백본 인코더 디코더 생성기 생성모델 언어모델 챗봇 LLM LLMs VLM VLMs MLLM MLLMs LMM LMMs LVLM LVLMs 체크포인트
        model models encoder decoder backbone family series checkpoint checkpoints variant variants generator""",
    Kind.METHOD: """방법 방법론 기법 기술 프레임워크 알고리즘 접근 접근법 접근방식 방식 메커니즘 매커니즘 모듈 아키텍처 시스템 파이프라인 손실 전략 네트워크 에이전트
        구조 함수 최적화 어댑터 라이브러리 도구 툴킷 절차 레이어 블록 표현 토큰 패러다임 프로세스 훈련 튜닝 디코딩 샘플링
        method methods methodology technique framework algorithm approach mechanism module architecture system pipeline loss strategy network agent agents
        function optimizer adapter library toolkit toolbox procedure layer block paradigm scheme objective strategies""",
    Kind.BENCHMARK: """벤치마크 벤치마크들 테스트 테스트셋 시험 챌린지 대회 리더보드 평가셋 스위트
        benchmark benchmarks leaderboard challenge testset competition suite""",
    Kind.DATASET: """데이터셋 데이터세트 데이터 말뭉치 코퍼스 데이터셋들 컬렉션 데이터베이스
        dataset datasets data corpus corpora collection database""",
    Kind.TASK: """작업 과제 문제 태스크 분야 응용 작업들 과제들 시나리오
        task tasks problem problems application applications""",
    Kind.METRIC: """지표 점수 메트릭 척도 측정치 스코어 평균 정확도 오차 비율 지수
        metric metrics score scores measure error""",
}
KIND_BY_NOUN = {noun.lower(): kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
_NOUN_LIST = sorted(KIND_BY_NOUN)
_NOUN_FINDER = AhoCorasick(_NOUN_LIST, matchkind=MatchKind.LeftmostLongest)
_INSIDE_A_WORD = re.compile(r"(?<=[A-Za-z])[A-Za-z]|(?<=[가-힣])[가-힣]{4}")


@lru_cache(1 << 14)
def kind_of_word(word: str) -> Kind | None:
    """Return the kind that a noun tells, whatever particle is glued to it.

    >>> kind_of_word("벤치마크에서"), kind_of_word("datasets"), kind_of_word("논문")
    (<Kind.BENCHMARK: 'Benchmark'>, <Kind.DATASET: 'Dataset'>, None)
    """
    lower = word.lower()
    if lower.isascii():
        return KIND_BY_NOUN.get(lower)
    return next(
        (KIND_BY_NOUN[lower[:size]] for size in range(min(5, len(lower)), 1, -1) if lower[:size] in KIND_BY_NOUN), None
    )


def kind_words(text: str, start: int, end: int) -> Iterator[tuple[int, Kind]]:
    """Yield the (position, kind) of every noun in a stretch of text that tells a kind, in reading order."""
    stretch = "".join(c.lower() if c.isascii() else c for c in text[start:end])
    for number, first, last in _NOUN_FINDER.find_matches_as_indexes(stretch):
        noun = _NOUN_LIST[number]
        before = noun.isascii() and first > 0 and stretch[first - 1].isascii() and stretch[first - 1].isalpha()
        if not before and not _INSIDE_A_WORD.match(stretch, last):
            yield start + first, KIND_BY_NOUN[noun]
