"""Reported figures: the number, its unit and kind, and the subject, benchmark, metric and baseline it belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.layout import EntryText
from kg.extract.relations import RoledDraft, main_term
from kg.model import Kind, ResultKind, Role, Section

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
UNITS = (
    r"%p|%|퍼센트|배|x(?![A-Za-z])|×|X(?![A-Za-z])|점|포인트|percentage points?|points?|dB|FPS|fps|ms|초|분|시간|times"
)
FIGURE = re.compile(
    rf"(?<![\w.,/-])(?P<value>(?:{NUMBER})(?:\s?[-~∼–]\s?(?:{NUMBER}))?)\s?(?P<unit>{UNITS})?(?![\d])",
)
COUNTED = re.compile(
    r"\s?(?:개|가지|명|종|건|차례|번|회|장|편|쌍|층|단계|년|월|일(?![가-힣])|억|만|천|백|조|토큰|샘플|이미지|비디오|언어|도메인|레이어|파라미터|매개변수|비트|bit|프레임|시점|주(?![가-힣])|차원|GPU|K\b|M\b|B\b|GB|TB|k\b|T\b|D\b|st\b|nd\b|rd\b|th\b|-?shot|"
    r"tokens?|samples?|images?|videos?|languages?|tasks?|datasets?|benchmarks?|models?|parameters?|layers?|steps?|hours?|billion|million|thousand|frames?|categories|domains|questions|examples|papers|[A-Za-z]{3,}s\b)"
)
GAIN = re.compile(
    r"향상|개선|증가|감소|줄|절감|상승|하락|저하|높은|낮은|높였|낮췄|높이|낮추|더 높|더 낮|이득|능가|앞서|떨어|단축|improv|increas|reduc|gain|boost|decreas|higher|lower|outperform|drop|faster|better|exceed|surpass",
    re.IGNORECASE,
)
SCORE = re.compile(
    r"기록|달성|도달|얻|획득|보였|보여|이르|정확도로|점수를|성공률을|유지|achiev|attain|reach|obtain|scor|accuracy of|record",
    re.IGNORECASE,
)
BASELINE_CUE = re.compile(
    r"\s*(?:\([^()]{1,20}\))?\s*(?:보다|대비|에 비해|와 비교|과 비교|에 비하여|을 능가|를 능가|을 초과|를 초과|의 \d)|\s*(?:by\b)"
)
REACH_KIND = 90  # characters after a number in which its verb is sought
PERIOD = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure found in an entry; the entity fields number the entry's terms."""

    start: int
    end: int
    value: str
    unit: str | None
    kind: ResultKind
    subject: int | None
    benchmark: int | None
    metric: int | None
    baseline: int | None


def find_results(entry: EntryText, terms: Sequence[RoledDraft]) -> Iterator[Reported]:
    """Yield the figures that an entry reports, in reading order."""
    main = main_term(terms)
    subject = next((i for i, t in enumerate(terms) if t is main), None)
    for start, end in entry.sentences:
        figures = list(_figures(entry, start, end, terms))
        for number, figure in enumerate(figures):
            kind = _kind(entry.text, figure, end)
            benchmark = _assigned(entry, terms, (Kind.BENCHMARK, Kind.DATASET), (start, end), figures, number)
            metric = _nearest(terms, (Kind.METRIC,), (start, end), figure.start())
            baseline = _baseline(entry.text, terms, (start, end), subject)
            who = _subject(terms, (start, end), figure.start(), baseline, subject)
            unit = figure.group("unit")
            yield Reported(
                figure.start("value"),
                figure.end("value"),
                figure.group("value"),
                unit,
                kind,
                who,
                benchmark,
                metric,
                baseline,
            )


def _figures(entry: EntryText, start: int, end: int, terms: Sequence[RoledDraft]) -> Iterator[re.Match[str]]:
    """Yield the numbers of a sentence that report something: with a unit of measure, or beside a metric or benchmark."""
    title = entry.section(start) is Section.TITLE
    named = [span for t in terms for span in t.draft.spans]
    measured = any(t.draft.kind is Kind.METRIC and any(start <= a < end for a, _ in t.draft.spans) for t in terms)
    for figure in FIGURE.finditer(entry.text, start, end):
        if any(a <= figure.start() < b for a, b in named) or (
            title and figure.group("unit") not in ("x", "×", "배", "%")
        ):
            continue
        if figure.group("unit"):
            sentence = entry.text[start:end]
            if GAIN.search(sentence) or SCORE.search(sentence):
                yield figure
        elif "." in figure.group("value") and not COUNTED.match(entry.text, figure.end()) and measured:
            yield figure


def _kind(text: str, figure: re.Match[str], end: int) -> ResultKind:
    """Tell a score from a gain and from a factor, by the unit and the verb that follows."""
    if (figure.group("unit") or "") in ("배", "x", "×", "X", "times"):
        return ResultKind.RATIO
    after = text[figure.end() : min(end, figure.end() + REACH_KIND)]
    gain, score = GAIN.search(after), SCORE.search(after)
    if gain and (not score or gain.start() < score.start()):
        return ResultKind.IMPROVEMENT
    if score:
        return ResultKind.ABSOLUTE
    return (
        ResultKind.IMPROVEMENT
        if GAIN.search(text, max(0, figure.start() - REACH_KIND), figure.start())
        else ResultKind.ABSOLUTE
    )


def _mentions(
    terms: Sequence[RoledDraft], kinds: Sequence[Kind], sentence: tuple[int, int]
) -> list[tuple[int, int, int]]:
    """Return (start, end, number) of the mentions in a sentence of terms of some kinds."""
    return sorted(
        (a, b, i)
        for i, t in enumerate(terms)
        if t.draft.kind in kinds
        for a, b in t.draft.spans
        if sentence[0] <= a < sentence[1]
    )


def _assigned(
    entry: EntryText,
    terms: Sequence[RoledDraft],
    kinds: Sequence[Kind],
    sentence: tuple[int, int],
    figures: Sequence[re.Match[str]],
    number: int,
) -> int | None:
    """Return the term that a figure belongs to: one by one where a list of names meets a list of numbers, else the one before."""
    mentions = _mentions(terms, kinds, sentence)
    if not mentions:
        return None
    at = figures[number].start()
    before = [m for m in mentions if m[0] < at]
    if (len(mentions) > 1 and "각각" in entry.text[sentence[0] : sentence[1]]) or re.search(
        r"respectively", entry.text[sentence[0] : sentence[1]]
    ):
        rank = sum(f.start() < at for f in figures)
        if len(figures) == len(mentions):
            return mentions[rank][2]
    return (before[-1] if before else mentions[0])[2]


def _nearest(terms: Sequence[RoledDraft], kinds: Sequence[Kind], sentence: tuple[int, int], at: int) -> int | None:
    mentions = _mentions(terms, kinds, sentence)
    return min(mentions, key=lambda m: abs(m[0] - at))[2] if mentions else None


def _baseline(text: str, terms: Sequence[RoledDraft], sentence: tuple[int, int], subject: int | None) -> int | None:
    """Return the term that the sentence compares with."""
    for _, end, number in _mentions(terms, (Kind.MODEL, Kind.METHOD), sentence):
        if number != subject and (terms[number].role is Role.COMPARES_WITH or BASELINE_CUE.match(text, end)):
            return number
    return None


def _subject(
    terms: Sequence[RoledDraft], sentence: tuple[int, int], at: int, baseline: int | None, main: int | None
) -> int | None:
    """Return whose figure it is: the last introduced or studied model or method before the number, else the main term."""
    before = [
        number
        for start, _, number in _mentions(terms, (Kind.MODEL, Kind.METHOD, Kind.DATASET, Kind.BENCHMARK), sentence)
        if start < at and number != baseline and terms[number].role in (Role.INTRODUCES, Role.EVALUATES)
    ]
    return before[0] if before else main
