"""What is still wrong, by kind: where missed names stand, what said names are, which part of a statement fails."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from kg.evaluate.annotations import Annotated, AnnotatedPaper, annotated_papers
from kg.evaluate.figures import RESULT_FIELDS, Figures
from kg.evaluate.keys import name_key
from kg.evaluate.measure import resolve
from kg.evaluate.scores import Outcome, Scores, Tally

Name = TypeVar("Name", bound=str)
Records = Iterable[Mapping[str, Any]]
Ends = tuple[str | None, str | None]


class Place(StrEnum):
    """How and where an annotated name is written."""

    KOREAN = "Korean only"
    GLOSSED = "Korean and Latin"
    TITLE = "Latin only, in the title"
    BODY = "Latin only, not in the title"


class Excess(StrEnum):
    """What an extracted name that stands for nothing annotated is, next to the annotated ones of its paper."""

    PART = "part of a missed name"
    WHOLE = "more than a missed name"
    OTHER = "no missed name"


class Fault(StrEnum):
    """What is wrong with an extracted relation."""

    END = "an end is not annotated"
    REVERSED = "annotated the other way round"
    LABEL = "annotated under another label"
    NONE = "both ends annotated, no relation"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Counts of what is wrong.

    `places` tells found (right) and missed names apart by how they are written; `excess` and `faults` count wrong names
    and wrong relations; `relations` are tallied by label, `slots` by what has to be right of a result besides the value.
    """

    places: Mapping[Place, Tally]
    excess: Mapping[Excess, int]
    relations: Mapping[str, Tally]
    faults: Mapping[Fault, int]
    slots: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Compared:
    """A paper as annotated and as extracted; `meant` gives the annotated id of each extracted entity that has one."""

    gold: AnnotatedPaper
    said: AnnotatedPaper
    title: str
    meant: Mapping[str, str]

    @property
    def missed(self) -> tuple[Annotated, ...]:
        """The annotated entities, but for optional ones, that no extracted one stands for."""
        found = set(self.meant.values())
        return tuple(each for each in self.gold.entities if not each.optional and each.id not in found)

    @property
    def excess(self) -> tuple[Annotated, ...]:
        """The extracted entities that stand for no annotated one."""
        return tuple(each for each in self.said.entities if each.id not in self.meant)


def analyse(gold: Records, predicted: Records) -> Analysis:
    """Return the counts of what is wrong with extracted records; their titles tell where a name stands."""
    papers = list(_compared(gold, predicted))
    return Analysis(
        places=_counted((place, outcome) for paper in papers for place, outcome in _placed(paper)),
        excess=_ranked(_excess(name, paper) for paper in papers for name in paper.excess),
        relations=_counted((label, outcome) for paper in papers for label, outcome, _ in _related(paper)),
        faults=_ranked(fault for paper in papers for _, _, fault in _related(paper) if fault),
        slots={slot: _figures(papers, fields) for slot, fields in _SLOTS.items()},
    )


def role_faults(scores: Scores) -> tuple[int, dict[str, int]]:
    """Return how many roles are lacking with their entity, and how often each role was taken for another."""
    confused = Counter(mistake.what for mistake in scores.errors if mistake.kind == "role")
    misjudged = sum(count for what, count in confused.items() if not _is_found(what))
    return scores["role"].missed - misjudged, dict(sorted(confused.items(), key=lambda pair: (-pair[1], pair[0])))


def _is_found(what: str) -> bool:
    """Tell whether roles taken for others are in part right, or whether there was none to be found."""
    meant, said = (side.split("/") for side in what.split("->"))
    return meant == ["none"] or not set(meant).isdisjoint(said)


def _compared(gold: Records, predicted: Records) -> Iterator[Compared]:
    records = list(predicted)
    titles = {record["arxiv"]: str(record.get("title", "")) for record in records}
    extracted = annotated_papers(records)
    for arxiv_id, wanted in annotated_papers(gold).items():
        said = extracted.get(arxiv_id, AnnotatedPaper(arxiv_id))
        pairs = resolve(wanted.entities, said.entities)
        meant = {said.entities[one].id: wanted.entities[other].id for one, other in sorted(pairs.items())}
        yield Compared(wanted, said, titles.get(arxiv_id, ""), meant)


# --- names --------------------------------------------------------------------------------------


def _placed(paper: Compared) -> Iterator[tuple[Place, Outcome]]:
    missed = paper.missed
    for entity in paper.gold.entities:
        if not entity.optional:
            yield _place(entity, paper.title), Outcome.MISSED if entity in missed else Outcome.RIGHT


def _place(entity: Annotated, title: str) -> Place:
    korean = {any("가" <= character <= "힣" for character in surface) for surface in entity.surfaces}
    if len(korean) > 1:
        return Place.GLOSSED
    if True in korean:
        return Place.KOREAN
    key = name_key(title)
    return Place.TITLE if any(surface in key for surface in entity.surfaces) else Place.BODY


def _excess(said: Annotated, paper: Compared) -> Excess:
    surfaces = {surface for entity in paper.missed for surface in entity.surfaces}
    if any(said.key in surface for surface in surfaces):
        return Excess.PART
    return Excess.WHOLE if any(surface in said.key for surface in surfaces) else Excess.OTHER


# --- relations and results ----------------------------------------------------------------------


def _related(paper: Compared) -> Iterator[tuple[str, Outcome, Fault | None]]:
    """Yield the label of each relation, what becomes of it, and what is wrong with it."""
    optional = paper.gold.optional_ids
    wanted = {each for each in paper.gold.relations if optional.isdisjoint((each[0], each[2]))}
    said = {(paper.meant.get(head), label, paper.meant.get(tail)) for head, label, tail in paper.said.relations}
    yield from ((label, Outcome.RIGHT, None) for _, label, _ in wanted & said)
    yield from ((label, Outcome.MISSED, None) for _, label, _ in wanted - said)
    for head, label, tail in paper.said.relations:
        ends = paper.meant.get(head), paper.meant.get(tail)
        if (ends[0], label, ends[1]) not in wanted and optional.isdisjoint(ends):
            yield label, Outcome.WRONG, _fault(ends, label, wanted)


def _fault(ends: Ends, label: str, wanted: Collection[tuple[str, str, str]]) -> Fault:
    if None in ends:
        return Fault.END
    if (ends[1], label, ends[0]) in wanted:
        return Fault.REVERSED
    return Fault.LABEL if any({head, tail} == set(ends) for head, _, tail in wanted) else Fault.NONE


_SLOTS: Mapping[str, tuple[str, ...]] = {
    "value alone": (),
    **{f"value and {field}": (field,) for field in RESULT_FIELDS["result-full"]},
    **RESULT_FIELDS,
}
"""What has to be right of a result besides its value."""


def _figures(papers: Iterable[Compared], fields: tuple[str, ...]) -> Tally:
    outcomes = Counter(
        outcome
        for paper in papers
        for outcome, _ in Figures(paper.gold.results, paper.gold.optional_ids, paper.meant).judge(
            paper.said.results, fields
        )
    )
    return _tally(outcomes)


# --- counts -------------------------------------------------------------------------------------


def _counted(outcomes: Iterable[tuple[Name, Outcome]]) -> dict[Name, Tally]:
    counts: dict[Name, Counter[Outcome]] = {}
    for name, outcome in outcomes:
        counts.setdefault(name, Counter())[outcome] += 1
    return {name: _tally(counts[name]) for name in sorted(counts)}


def _ranked(names: Iterable[Name]) -> dict[Name, int]:
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _tally(outcomes: Counter[Outcome]) -> Tally:
    return Tally(*(outcomes[each] for each in Outcome))
