"""What can be seen of a candidate: its shape, what the lexicon knows, how it is introduced, what stands around it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.candidates import Found
from kg.extract.cues import CUES
from kg.extract.kindwords import kind_of_word, kind_words
from kg.extract.korean import GENERIC_TAILS, is_particle
from kg.extract.layout import EntryText
from kg.extract.naming import Candidate
from kg.extract.tokens import TOKEN
from kg.model import Kind, Section

TOPIC_PARTICLES = frozenset({"은", "는", "이란", "란"})
QUOTES = frozenset("'\"‘’“”`*")
LONGEST_GLOSS = 12  # tokens
LONGEST_KNOWN = 60  # characters of a name of the lexicon that may hold another
FINAL_VERB = re.compile(
    r"([가-힣]{1,8}?)(?:하였|했|합|한|하|되었|됐|됩|된|되|었|았|였|습|입|인|있)?(?:습니다|니다|다)[.!]?\s*$"
)
MAX_MENTIONS = 6  # contexts looked at per candidate
HANGUL = re.compile(r"[가-힣]")
LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Scene:
    """An entry with its tokens and candidates, as the feature functions see it."""

    entry: EntryText
    words: Sequence[str]
    starts: Sequence[int]
    candidates: dict[str, Candidate]
    found: Found

    @classmethod
    def of(cls, entry: EntryText, candidates: dict[str, Candidate], found: Found) -> "Scene":
        """Tokenise the text of an entry (white space left out)."""
        pairs = [(m.start(), m.group()) for m in TOKEN.finditer(entry.text) if not m.group().isspace()]
        return cls(entry, [w for _, w in pairs], [s for s, _ in pairs], candidates, found)

    def context(self, start: int, end: int) -> tuple[str, ...]:
        """Return what stands around a mention (`context_features`); asked for again and again, it is found once."""
        known = self.contexts.get((start, end))
        if known is None:
            known = self.contexts[start, end] = tuple(context_features(self, start, end))
        return known

    @cached_property
    def contexts(self) -> dict[tuple[int, int], tuple[str, ...]]:
        """The contexts found so far."""
        return {}

    @cached_property
    def cues(self) -> list[tuple[str, ...]]:
        """Return for each sentence the names of the cues in it."""
        return [
            tuple(name for name, pattern in CUES if pattern.search(self.entry.text, a, b))
            for a, b in self.entry.sentences
        ]

    @cached_property
    def finals(self) -> list[str]:
        """Return for each sentence the stem of the verb that ends it."""
        return [
            found.group(1)[-3:] if (found := FINAL_VERB.search(self.entry.text, max(a, b - 24), b)) else ""
            for a, b in self.entry.sentences
        ]

    @cached_property
    def title_name_spans(self) -> list[tuple[int, int]]:
        """Return where in the body the names stand that the title gives before its colon."""
        title_end = len(self.entry.passages[0].text)
        named = (c for c in self.candidates.values() if "title-name" in c.origins)
        return sorted(span for candidate in named for span in candidate.spans if span[0] > title_end)

    @cached_property
    def kind_words(self) -> list[tuple[tuple[int, Kind], ...]]:
        """Return for each sentence the (position, kind) of its nouns that tell a kind."""
        return [tuple(kind_words(self.entry.text, a, b)) for a, b in self.entry.sentences]

    @cached_property
    def known_spans(self) -> list[tuple[int, int, str]]:
        """Return (start, end, kind) of every mention that the lexicon knows, in reading order."""
        return sorted(
            (a, b, c.record.kind or "umbrella") for c in self.candidates.values() if c.record for a, b in c.spans
        )

    @cached_property
    def lexicon_starts(self) -> dict[int, Candidate]:
        """Map the start of every span of a candidate that the lexicon knows to the candidate."""
        return {a: c for c in self.candidates.values() if c.record and c.record.kind for a, _ in c.spans}

    @cached_property
    def lexicon_ends(self) -> dict[int, Candidate]:
        """Map the end of every span of a candidate that the lexicon knows to the candidate."""
        return {b: c for c in self.candidates.values() if c.record and c.record.kind for _, b in c.spans}


def candidate_features(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the names of the features that hold for a candidate, each once."""
    return [*surface_features(candidate), *situation_features(scene, candidate)]


def surface_features(candidate: Candidate) -> list[str]:
    """Return the features that a candidate has wherever it stands: its shape, and what the lexicon knows."""
    return list(dict.fromkeys((*shape_features(candidate.surface), *_knowledge(candidate))))


def situation_features(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the features that a candidate has in its entry: how it is glossed, what stands around it."""
    found = dict.fromkeys(_gloss_features(scene, candidate))
    for span in candidate.spans[:MAX_MENTIONS]:
        found.update(dict.fromkeys(scene.context(*span)))
    found[f"count={min(len(candidate.spans), 4)}"] = None
    for origin in candidate.origins:
        found[f"origin={origin}"] = None
    found["origins=" + "+".join(sorted(candidate.origins))] = None
    return list(found)


def shape_features(surface: str) -> Iterator[str]:
    """Yield what the letters of a surface show."""
    words = re.split(r"[\s-]+", surface)
    script = ("L" if LATIN.search(surface) else "") + ("K" if HANGUL.search(surface) else "")
    yield f"script={script}"
    yield f"words={script}{min(len(surface.split()), 6)}"
    yield f"length={script}{min(len(surface) // 3, 8)}"
    yield f"full={surface.lower()}"
    yield f"last={words[-1].lower()}"
    yield f"first={words[0].lower()}"
    if len(words) > 1:
        yield f"last2={' '.join(words[-2:]).lower()}"
    yield f"suffix={surface[-3:].lower()}"
    yield f"suffix2={surface[-2:].lower()}"
    yield f"prefix={surface[:3].lower()}"
    yield f"shape={_shape(surface)}"
    if "L" in script:
        yield f"case={_case(surface)}"
        yield f"case={_case(surface)}:{len(surface.split())}"
        yield f"digit={any(c.isdigit() for c in surface)}:hyphen={'-' in surface}"
    pieces = re.findall(r"[A-Z]?[a-z]{3,}|[A-Z]{2,}", surface)
    for piece in pieces[:6] if len(pieces) > 1 or len(words) > 1 else ():
        yield f"piece={piece.lower()}"
    yield f"suffix4={surface[-4:].lower()}"
    if told := kind_of_word(words[-1]):
        yield f"tail-kind={told}"
    if words[-1] in GENERIC_TAILS:
        yield "generic-tail"
    if words[0] in GENERIC_TAILS:
        yield "generic-head"


def _shape(surface: str) -> str:
    """Return a surface with its letters by class, repeats folded: GPT-4o → A-9a."""
    classes = [
        "A" if c.isupper() else "9" if c.isdigit() else "가" if "가" <= c <= "힣" else "a" if c.isalpha() else c
        for c in surface[:24]
    ]
    return "".join(c for i, c in enumerate(classes) if i == 0 or c != classes[i - 1])


def _case(surface: str) -> str:
    words = [w for w in surface.split() if LATIN.search(w)]
    if all(w.islower() for w in words):
        return "lower"
    if len(words) == 1:
        word = words[0]
        return "upper" if word.isupper() else "camel" if any(c.isupper() for c in word[1:]) else "title"
    return "titles" if all(not w[0].islower() for w in words) else "some"


def _knowledge(candidate: Candidate) -> Iterator[str]:
    """Yield what the lexicon says."""
    record = candidate.record
    yield "lexicon=none" if record is None else f"lexicon={record.kind or 'umbrella'}"
    if record is not None:
        yield f"lexicon={record.kind or 'umbrella'}:{record.match}"
        for kind in record.types:
            yield f"lexicon-also={kind}"


def _gloss_features(scene: Scene, candidate: Candidate) -> Iterator[str]:
    """Yield what the glosses say."""
    for key in candidate.partners:
        partner = scene.candidates[key]
        yield f"gloss-lexicon={'none' if partner.record is None else partner.record.kind or 'umbrella'}"
        yield "gloss-with=" + (
            "abbreviation" if partner.is_abbreviation else "korean" if HANGUL.search(partner.surface) else "latin"
        )
        yield f"gloss-last={re.split(r'[ -]', partner.surface)[-1].lower()}"
        yield f"gloss-case={_case(partner.surface) if LATIN.search(partner.surface) else 'K'}"
    if candidate.partners and candidate.is_abbreviation:
        yield "glossed-abbreviation"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around one mention: the particle glued to it, the words after that, the words before it (nearest first)."""

    particle: str
    right: tuple[str, ...]
    left: tuple[str, ...]
    glossed: bool
    inside: bool


def surroundings(scene: Scene, start: int, end: int) -> Surroundings:
    """Return what stands around a mention, looking past quotes, a gloss that follows it and the parenthesis that holds it."""
    words, starts, text = scene.words, scene.starts, scene.entry.text
    at = bisect_left(starts, end)
    before = bisect_left(starts, start) - 1
    particle, glossed, inside = "", False, False
    if at and starts[at - 1] + len(words[at - 1]) > end:
        particle = words[at - 1][end - starts[at - 1] :]
    else:
        at = _past_quotes(words, at)
        following = words[at : at + LONGEST_GLOSS]
        if following[:1] == ["("] and ")" in following:
            at, glossed = at + following.index(")") + 1, True
        elif (
            ")" in following
            and "(" not in following[: following.index(")")]
            and "(" in words[max(0, before - 8) : before + 1]
        ):
            at, inside = at + following.index(")") + 1, True
        at = _past_quotes(words, at)
        if at < len(words) and is_particle(words[at]) and not text[starts[at] - 1].isspace():
            particle = words[at]
            at += 1
    right = tuple(words[at : at + 4])
    left = tuple(reversed(words[max(0, before - 1) : before + 1]))
    return Surroundings(particle, right + ("$",) * (4 - len(right)), left + ("^",) * (2 - len(left)), glossed, inside)


def _past_quotes(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] in QUOTES:
        at += 1
    return at


def context_features(scene: Scene, start: int, end: int) -> Iterator[str]:
    """Yield what stands around one mention."""
    section = scene.entry.section(start)
    number = scene.entry.sentence_index(start)
    around = surroundings(scene, start, end)
    particle, right, left = around.particle, around.right, around.left
    head = "" if particle and particle[-1] in "은는을를" else right[0]
    yield f"section={section}"
    if around.glossed or around.inside:
        yield "glossed" if around.glossed else "in-parenthesis"
    yield f"particle={particle}"
    yield f"head={head.lower()[:5]}"
    if told := kind_of_word(head):
        yield f"head-kind={told}"
    if told := kind_of_word(left[0]):
        yield f"left-kind={told}"
    yield f"right={right[0].lower()}"
    yield f"right2={right[0].lower()[:4]} {right[1].lower()[:4]}"
    yield f"then={particle[-1:]} {right[0].lower()[:2]}"
    yield f"next={right[1].lower()[:3]}"
    yield f"left={left[0].lower()}"
    yield f"left-end={left[0][-2:].lower()}"
    yield f"left2={left[1].lower()[-3:]} {left[0].lower()}"
    for word in right[:3]:
        yield f"soon={word.lower()[:2]}"
    if section is Section.TITLE:
        yield f"title-right={right[0].lower()}"
        yield f"title-left={left[0].lower()}"
    for name in scene.cues[number]:
        yield f"cue={name}"
    yield f"final={scene.finals[number]}"
    yield from _told_kinds(scene, start, end, particle)
    yield from _nested(scene, start, end)
    yield from _neighbours(scene, start, end)


def _told_kinds(scene: Scene, start: int, end: int, particle: str) -> Iterator[str]:
    """Yield the kinds that the nouns of the sentence tell: the nearest ones, and the last one for the topic."""
    told = scene.kind_words[scene.entry.sentence_index(start)]
    before = [(at, kind) for at, kind in told if at < start]
    after = [(at, kind) for at, kind in told if at >= end]
    if before:
        yield f"told-before={before[-1][1]}:{min((start - before[-1][0]) // 8, 3)}"
    if after:
        yield f"told-after={after[0][1]}:{min((after[0][0] - end) // 8, 3)}"
        if particle in TOPIC_PARTICLES:
            yield f"topic-is={after[-1][1]}"
    if scene.entry.section(start) is Section.TITLE:
        for _, kind in after:
            yield f"title-tells={kind}"


def _nested(scene: Scene, start: int, end: int) -> Iterator[str]:
    """Yield the kinds of the known names that hold a mention, and of those inside it."""
    spans = scene.known_spans
    for a, b, kind in spans[bisect_left(spans, (start - LONGEST_KNOWN,)) :]:
        if a > end:
            return
        if b >= start and (a, b) != (start, end):
            if a <= start and end <= b:
                yield f"inside={kind}"
            elif start <= a and b <= end:
                yield f"holds={kind}:{'head' if b == end else 'rest'}"
            elif a < end and start < b:
                yield "crosses"


def told_kind_beside(scene: Scene, start: int, end: int) -> Iterator[tuple[str, Kind]]:
    """Yield ("near", kind) for the nouns right after or before a mention, ("beside", kind) for known names listed with it."""
    for name in scene.context(start, end):
        way, _, kind = name.partition("=")
        if way in ("head-kind", "left-kind"):
            yield "near", Kind(kind)
        elif way == "beside" and kind != "None":
            yield "beside", Kind(kind)


LIST_GAP = re.compile(r"(?:\s?\([^()\n]{1,40}\))?(?:\s*,\s*|\s*(?:와|과|및|and|또는|or|/|&|·|,\s*그리고|,\s*and)\s*)")


def _neighbours(scene: Scene, start: int, end: int) -> Iterator[str]:
    """Yield the kinds that the lexicon gives to the names listed beside a mention."""
    text = scene.entry.text
    gap = LIST_GAP.match(text, end)
    if gap:
        yield "listed"
        beside = scene.lexicon_starts.get(gap.end())
        if beside and beside.record:
            yield f"beside={beside.record.kind}"
    for back in range(start - 1, max(-1, start - 8), -1):
        beside = scene.lexicon_ends.get(back)
        if beside and beside.record and LIST_GAP.fullmatch(text, back, start):
            yield f"beside={beside.record.kind}"
