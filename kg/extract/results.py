"""Reported figures: the number, its unit and kind, and the subject, benchmark, metric and baseline it belongs to.

Every number of an entry is judged twice: what it is (nothing reported, a score, a gain, a factor, or the value of a baseline), and
how each term of the entry relates to it. Both judgements are learned; the patterns here only find and describe.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.features import Scene, surroundings
from kg.extract.relations import RoledDraft
from kg.model import Kind, ResultKind, Section

NUMBER = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,9}(?:\.\d{1,9})?"
UNITS = r"%p|%|퍼센트|배|x(?![A-Za-z])|×|X(?![A-Za-z])|점|포인트|percentage points?|points?|dB|FPS|fps|ms|초|분|시간|times|fold|TOPS|GB|MB|BPD"
FIGURE = re.compile(
    rf"(?<![\w.,/-])(?P<value>(?:{NUMBER})(?:\s?[-~∼–]\s?(?:{NUMBER}))?)(?:\s?(?P<unit>{UNITS}))?(?![\d])",
)
NOTHING, BASELINE_VALUE = "none", "baselineValue"
FIGURE_CLASSES: tuple[str, ...] = (NOTHING, *ResultKind, BASELINE_VALUE)
SLOTS = ("subject", "benchmark", "metric", "baseline")
SLOT_CLASSES: tuple[str, ...] = (NOTHING, *SLOTS)
SLOT_KINDS = {
    "subject": frozenset(Kind) - {Kind.METRIC},
    "benchmark": frozenset({Kind.BENCHMARK, Kind.DATASET, Kind.TASK}),
    "metric": frozenset({Kind.METRIC}),
    "baseline": frozenset({Kind.METHOD, Kind.MODEL}),
}
"""Which kinds of terms can fill a slot; a task stands for a benchmark where the text names no other."""

MEASURES = frozenset({Kind.METRIC, Kind.BENCHMARK, Kind.TASK})

_GAIN = r"향상|개선|증가|감소|줄|절감|상승|하락|저하|높|낮|이득|능가|앞서|앞선|떨어|단축|뛰어|우수|초과|상회|빠르|빨라|빠른|더 |improv|increas|reduc|gain|boost|decreas|higher|lower|outperform|drop|faster|better|exceed|surpass|over "
_SCORE = r"기록|달성|도달|얻|획득|보였|보여|이르|유지|나타|achiev|attain|reach|obtain|scor|record|accuracy of"
VERBS = (("gain", re.compile(_GAIN, re.IGNORECASE)), ("score", re.compile(_SCORE, re.IGNORECASE)))
BASELINE_MARK = re.compile(
    r"\s*(?:\([^()\n]{1,30}\))?\s*(?:보다|대비|에 비해|와 비교|과 비교|을 능가|를 능가|을 초과|를 초과|than\b|의\s\d)"
)
EACH = re.compile(r"각각|respectively", re.IGNORECASE)
REACH = 60  # characters after a number in which its verb is sought
NOWHERE = -9  # the sentence of a term that no near sentence names
NEAR_SENTENCES = 2  # sentences back in which a term can still belong to a figure
CONTEXT_WORD = re.compile(r"[A-Za-z]+|[가-힣]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A number of an entry: where it stands, as printed, with its unit."""

    start: int
    end: int
    value: str
    unit: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure that an entry reports; the entity fields number the entry's terms."""

    figure: FoundFigure
    kind: ResultKind
    subject: int | None
    benchmark: int | None
    metric: int | None
    baseline: int | None
    baseline_value: str | None
    confidence: float


def find_figures(scene: Scene, named: Sequence[tuple[int, int]]) -> list[FoundFigure]:
    """Return the numbers of an entry that are no part of a name (`named`: the spans of its terms), in reading order."""
    entry = scene.entry
    held = {at for start, end in named for at in range(start, end)}
    return [
        FoundFigure(
            found.start("value"), found.end("value"), found["value"], found["unit"], entry.sentence_index(found.start())
        )
        for found in FIGURE.finditer(entry.text)
        if found.start("value") not in held
    ]


def figure_features(scene: Scene, figure: FoundFigure, terms: Sequence[RoledDraft]) -> list[str]:
    """Return the names of the features that tell what a number is, each once."""
    text = scene.entry.text
    first, last = scene.entry.sentences[figure.sentence]
    unit = figure.unit or ""
    stop = figure.end + (len(unit) + 1 if unit else 0)
    after = CONTEXT_WORD.findall(text[stop : min(last, stop + 40)])[:4]
    before = CONTEXT_WORD.findall(text[max(first, figure.start - 40) : figure.start])[-3:]
    kinds = {t.draft.kind for t in terms for a, _ in t.draft.spans if first <= a < last}
    found = dict.fromkeys(
        (
            f"unit={unit}",
            f"shape={_number_shape(figure.value)}:{unit}",
            f"section={scene.entry.section(figure.start)}",
            f"section={scene.entry.section(figure.start)}:{unit}",
            f"bracket={text[figure.start - 1 : figure.start] == '('}:{text[stop : stop + 1] == ')'}",
        )
    )
    for number, word in enumerate(after):
        found[f"after{number}={word.lower()[:4]}"] = None
        found[f"after={word.lower()[:3]}:{bool(unit)}"] = None
    for number, word in enumerate(reversed(before)):
        found[f"before{number}={word.lower()[-4:]}"] = None
    for kind in kinds:
        found[f"sentence-has={kind}:{bool(unit)}"] = None
    found[f"verb={_verb(text, stop, min(last, stop + REACH))}:{unit}"] = None
    found[f"verb-before={_verb(text, max(first, figure.start - REACH), figure.start)}"] = None
    for name in scene.cues[figure.sentence]:
        found[f"cue={name}:{unit}"] = None
    for term in terms:
        for a, b in term.draft.spans:
            if b <= figure.start and figure.start - b < 4:
                found[f"after-term={term.draft.kind}:{text[b : figure.start].strip()}"] = None
            elif stop <= a < stop + 4:
                found[f"before-term={term.draft.kind}"] = None
    return list(found)


def _number_shape(value: str) -> str:
    whole = value.split(".", maxsplit=1)[0]
    digits = min(len(re.sub(r"\D", "", whole)), 4)
    return f"{'range' if re.search(r'[-~∼–]', value) else 'decimal' if '.' in value else 'whole'}{digits}"


def _verb(text: str, start: int, end: int) -> str:
    """Return whether a stretch speaks of a gain or a score first, and how early."""
    found = sorted((m.start() - start, name) for name, pattern in VERBS if (m := pattern.search(text, start, end)))
    return f"{found[0][1]}{found[0][0] // 20}" if found else "none"


def slot_features(scene: Scene, figure: FoundFigure, term: RoledDraft, context: "SlotContext") -> list[str] | None:
    """Return the names of the features that tell what a term is to a figure; None where they stand too far apart."""
    spans = context.near_spans(figure, term)
    is_main = term is context.main
    if not spans and not is_main:
        return None
    kind = term.draft.kind
    found = dict.fromkeys(
        (
            f"kind={kind}:main={is_main}",
            f"role={term.role}:{kind}:main={is_main}",
            f"unit={figure.unit}:{kind}",
            f"name={term.name.lower()}",
        )
    )
    here = [s for s in spans if scene.entry.sentence_index(s[0]) == figure.sentence]
    found[f"here={bool(here)}:{kind}:{term.role}:{is_main}"] = None
    if here:
        span = min(here, key=lambda s: (abs(s[0] - figure.start), s))
        found.update(dict.fromkeys(_beside_figure(scene, figure, term, context, span)))
    else:
        found.update(dict.fromkeys(_before_figure(scene, figure, term, context, spans)))
    return list(found)


def _before_figure(
    scene: Scene, figure: FoundFigure, term: RoledDraft, context: "SlotContext", spans: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Yield what tells of a term whose mentions (if any) stand in sentences before the figure's."""
    kind, is_main = term.draft.kind, term is context.main
    nearest = max((scene.entry.sentence_index(start) for start, _ in spans), default=NOWHERE)
    yield f"back={figure.sentence - nearest}:{kind}:{is_main}"
    yield f"others-here={context.others_here(figure, term)}:{kind}:{is_main}"
    if spans:
        yield f"back-particle={surroundings(scene, *spans[-1]).particle[-1:]}:{term.role}:{kind}"
        yield f"fresher={min(context.fresher(figure, spans[-1], kind), 3)}:{term.role}:{kind}"


def _beside_figure(
    scene: Scene, figure: FoundFigure, term: RoledDraft, context: "SlotContext", span: tuple[int, int]
) -> Iterator[str]:
    """Yield what tells of the mention of a term that stands nearest to a figure in one sentence."""
    text, kind = scene.entry.text, term.draft.kind
    order = "before" if span[0] < figure.start else "after"
    gap = text[min(span[1], figure.end) : max(span[0], figure.start)]
    rank, size = context.rank(figure, term, span)
    particle = surroundings(scene, *span).particle[-1:]
    aligned = context.aligned(figure, span, kind)
    each = EACH.search(text, *scene.entry.sentences[figure.sentence]) is not None
    yield f"particle={particle}:{kind}:{order}"
    yield f"particle={particle}:{term.role}:{order}:{term is context.main}"
    yield f"nth={min(context.place(figure, span), 3)}:{kind}:{term.role}"
    yield f"order={order}:{kind}:{term.role}"
    yield f"distance={order}:{min(len(gap) // 10, 6)}:{kind}"
    yield f"rank={order}:{min(rank, 3)}:{kind}"
    yield f"only={size == 1}:{kind}:{term.role}"
    yield f"figures-between={min(context.figures_between(figure, span), 3)}:{order}:{kind}"
    yield f"aligned={aligned}:{kind}"
    yield f"aligned={aligned}:{kind}:{each}"
    if BASELINE_MARK.match(text, span[1]):
        yield f"compared:{kind}:{order}"
    for number, word in enumerate(CONTEXT_WORD.findall(text[span[1] : span[1] + 12])[:2]):
        yield f"right{number}={word[:4]}:{kind}:{order}"
    if len(gap) < 12:
        yield f"gap={gap.strip()}:{kind}:{order}"


class SlotContext:
    """What is known of an entry when its terms are matched with its figures."""

    def __init__(
        self, scene: Scene, figures: Sequence[FoundFigure], terms: Sequence[RoledDraft], main: RoledDraft | None
    ) -> None:
        self.scene = scene
        self.main = main
        self.terms = terms
        self._figures: dict[int, list[int]] = {}
        for figure in figures:
            self._figures.setdefault(figure.sentence, []).append(figure.start)
        self._mentions: dict[tuple[int, Kind], list[tuple[int, int]]] = {}
        for term in terms:
            for span in term.draft.spans:
                key = (scene.entry.sentence_index(span[0]), term.draft.kind)
                self._mentions.setdefault(key, []).append(span)
        for spans in self._mentions.values():
            spans.sort()

    def near_spans(self, figure: FoundFigure, term: RoledDraft) -> list[tuple[int, int]]:
        """Return the mentions of a term in the figure's sentence and the few before it, the title left out."""
        entry = self.scene.entry
        return [
            s
            for s in term.draft.spans
            if 0 <= figure.sentence - entry.sentence_index(s[0]) <= NEAR_SENTENCES
            and (figure.sentence == 0 or entry.section(s[0]) is not Section.TITLE)
        ]

    def others_here(self, figure: FoundFigure, term: RoledDraft) -> bool:
        """Tell whether the figure's sentence names another term of the same kind."""
        return bool(self._mentions.get((figure.sentence, term.draft.kind)))

    def rank(self, figure: FoundFigure, term: RoledDraft, span: tuple[int, int]) -> tuple[int, int]:
        """Return how many mentions of the term's kind stand between it and the figure, and how many the sentence has."""
        spans = self._mentions.get((figure.sentence, term.draft.kind), [])
        low, high = sorted((span[0], figure.start))
        return sum(low < a < high for a, _ in spans), len(spans)

    def place(self, figure: FoundFigure, span: tuple[int, int]) -> int:
        """Return how many mentions of methods, models and the like the figure's sentence has before a mention."""
        mentions = (s for kind in Kind if kind not in MEASURES for s in self._mentions.get((figure.sentence, kind), ()))
        return sum(start < span[0] for start, _ in mentions)

    def fresher(self, figure: FoundFigure, span: tuple[int, int], kind: Kind) -> int:
        """Return how many mentions of a kind stand between a mention in an earlier sentence and the figure."""
        sentences = range(self.scene.entry.sentence_index(span[0]), figure.sentence + 1)
        mentions = (s for number in sentences for s in self._mentions.get((number, kind), ()))
        return sum(span[0] < start < figure.start for start, _ in mentions)

    def figures_between(self, figure: FoundFigure, span: tuple[int, int]) -> int:
        """Return how many other figures stand between a mention and the figure."""
        low, high = sorted((span[0], figure.start))
        return sum(low < at < high for at in self._figures[figure.sentence])

    def aligned(self, figure: FoundFigure, span: tuple[int, int], kind: Kind) -> str:
        """Tell whether a list of names and a list of numbers of equal length meet, and both stand at one place of theirs."""
        spans, starts = self._mentions.get((figure.sentence, kind), []), self._figures[figure.sentence]
        if len(starts) < 2 or len(spans) != len(starts):
            return "no"
        return "yes" if spans.index(span) == starts.index(figure.start) else "other"


def report(
    figures: Sequence[FoundFigure], kinds: Sequence[tuple[str, float]], slots: Sequence[dict[str, tuple[int, float]]]
) -> Iterator[Reported]:
    """Yield what is reported, from what each number is and which terms fill its slots best."""
    for i, (figure, (kind, confidence), filled) in enumerate(zip(figures, kinds, slots, strict=True)):
        if kind in (NOTHING, BASELINE_VALUE):
            continue
        against = next(
            (
                figures[j].value
                for j in (i - 1, i + 1)  # “50%에서 77.5%로”, “39.27점 … 34.81점을 초과”
                if 0 <= j < len(figures) and figures[j].sentence == figure.sentence and kinds[j][0] == BASELINE_VALUE
            ),
            None,
        )
        subject, benchmark, metric, baseline = (filled[slot][0] if slot in filled else None for slot in SLOTS)
        yield Reported(figure, ResultKind(kind), subject, benchmark, metric, baseline, against, confidence)
