"""Decide which candidates are names, of what kind, and which of them are one term.

The likeliest candidates are taken first, and a stretch of text belongs to one term only; glosses and the lexicon join
surfaces into terms.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.korean import HANGUL
from kg.extract.lexicon import LexiconRecord
from kg.extract.naming import Candidate
from kg.model import Kind

DROP = "drop"
KINDS: tuple[Kind, ...] = tuple(Kind)
CLASSES: tuple[str, ...] = (DROP, *KINDS)


@dataclass(slots=True)
class Draft:
    """A term in the making: the candidates that name it, its kind and how sure that is."""

    members: list[Candidate]
    kind: Kind
    confidence: float
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def record(self) -> LexiconRecord | None:
        """The lexicon record of its members, if any."""
        return next((m.record for m in self.members if m.record and m.record.kind), None)


Probabilities = Mapping[str, Sequence[float]]


def decide(candidates: Mapping[str, Candidate], probabilities: Probabilities, *, floor: float) -> list[Draft]:
    """Return the terms of an entry in order of first mention; `floor` is the least probability of being a name."""
    joined = join(candidates, probabilities, floor=floor)
    groups = [named for group in joined if (named := [m for m in group if not is_umbrella(m)])]
    rated = sorted(
        (judge(members, probabilities) for members in groups), key=lambda j: (-j.named, j.members[0].spans[0])
    )
    taken: list[tuple[int, int]] = []
    drafts = []
    for judged in rated:
        if judged.named < floor:
            continue
        kept = [(m, free) for m in judged.members if (free := [s for s in m.spans if not overlaps(s, taken)])]
        if kept:
            spans = sorted({s for _, free in kept for s in free})
            taken.extend(spans)
            drafts.append(Draft([m for m, _ in kept], judged.kind, judged.confidence, spans))
    return sorted(drafts, key=lambda d: d.spans[0])


def is_umbrella(candidate: Candidate) -> bool:
    """Tell whether the lexicon knows a candidate as no entity."""
    return candidate.record is not None and candidate.record.kind is None


def overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a span shares a character with any of those taken."""
    return any(span[0] < end and start < span[1] for start, end in taken)


def join(candidates: Mapping[str, Candidate], probabilities: Probabilities, *, floor: float) -> list[list[Candidate]]:
    """Join candidates that a gloss or the lexicon calls one thing; those that are hardly names stay alone.

    A gloss never joins two things that the lexicon tells apart: “강화 학습(DPO)” is loose writing.
    """
    groups = _Groups(candidates)
    by_record: dict[str, str] = {}
    for key, candidate in candidates.items():
        if candidate.record:
            groups.unite(key, by_record.setdefault(candidate.record.key, key))
    for key, candidate in candidates.items():
        for partner in candidate.partners:
            if 1 - probabilities[key][0] >= floor / 3 or 1 - probabilities[partner][0] >= floor / 3:
                groups.unite(key, partner)
    members: dict[str, list[Candidate]] = defaultdict(list)
    for key, candidate in candidates.items():
        members[groups.root(key)].append(candidate)
    return list(members.values())


class _Groups:
    """Disjoint sets of candidate keys, each holding at most one thing that the lexicon knows."""

    def __init__(self, candidates: Mapping[str, Candidate]) -> None:
        self._parent = {key: key for key in candidates}
        self._known = {key: c.record.key for key, c in candidates.items() if c.record and c.record.kind}

    def root(self, key: str) -> str:
        """Return the key that stands for a set."""
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def unite(self, key: str, other: str) -> None:
        """Join the sets of two keys, unless the lexicon tells them apart."""
        mine, theirs = self.root(key), self.root(other)
        known = {self._known[root] for root in (mine, theirs) if root in self._known}
        if mine != theirs and len(known) <= 1:
            self._parent[mine] = theirs
            self._known.update(dict.fromkeys((theirs,), next(iter(known))) if known else {})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a group of candidates is taken for: its kind, how likely it is a name at all, and one of this kind."""

    members: Sequence[Candidate]
    kind: Kind
    named: float
    confidence: float


def judge(members: Sequence[Candidate], probabilities: Probabilities) -> Judgement:
    """Return the likeliest kind of a group, and how likely it is."""
    rows = [probabilities[m.key] for m in members]
    sums = [sum(row[i] for row in rows) for i in range(1, len(CLASSES))]
    best = max(range(len(KINDS)), key=lambda i: sums[i])
    named = max(1 - row[0] for row in rows)
    return Judgement(members, KINDS[best], named, named * sums[best] / sum(sums) if sum(sums) else 0.0)


def choose_name(members: Sequence[Candidate], kind: Kind) -> str:
    """Return the fullest English form for techniques, tasks and metrics, the proper name for the rest."""
    latin = [m for m in members if not HANGUL.search(m.surface)]
    if not latin:
        return max(members, key=lambda m: len(m.spans)).surface
    if kind in (Kind.MODEL, Kind.BENCHMARK, Kind.DATASET):
        return max(
            latin, key=lambda m: (m.surface[:1].isupper() and " " not in m.surface, len(m.spans), -len(m.surface))
        ).surface
    return max(latin, key=lambda m: len(m.surface)).surface
