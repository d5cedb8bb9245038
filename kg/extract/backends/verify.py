"""Complete an entry with what a language model states, as far as the text bears it out word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.backends.answers import Answer, StatedEntity, StatedRelation, StatedResult
from kg.extract.backends.drafts import Place, candidate_at, free_of, occurrences, taken_by
from kg.extract.decide import Draft, is_umbrella, overlaps
from kg.extract.lexicon import Lexicon
from kg.extract.naming import Candidate, surface_key
from kg.extract.pipeline import Scratch
from kg.extract.relations import RoledDraft, resolve
from kg.extract.results import FIGURE, SLOT_KINDS, SLOTS, FoundFigure, Reported


class Reason(StrEnum):
    """Why a statement was dropped."""

    MISSHAPEN = "not in the shape asked for"
    NAME = "a name that is not in the text"
    ALIAS = "an alias that is not in the text"
    EVIDENCE = "evidence that is not in the text, or names something else"
    UMBRELLA = "an umbrella term"
    TAKEN = "a name that only stands within another term"
    END = "about something that was dropped, or cannot stand there"
    VALUE = "a figure that is not in its evidence"
    KNOWN = "ours says something about that already"


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the model that the text bears out: the number of its term, and all the places of its names.

    There is no number where it is no term after all: an umbrella term, or a part of a longer name.
    """

    number: int | None
    places: tuple[Place, ...]


def complete(scratch: Scratch, answer: Answer, *, lexicon: Lexicon, confidence: float) -> Counter[str]:
    """Add to an entry what an answer states and the text bears out; return how much was dropped, by reason.

    What stands there already stays as it is; terms are added behind, so that their numbers hold.
    """
    dropped: Counter[str] = Counter({Reason.MISSHAPEN: answer.misshapen})
    known = _add_entities(scratch, answer.entities, dropped, lexicon=lexicon, confidence=confidence)
    _add_relations(scratch, answer.relations, known, dropped, confidence=confidence)
    _add_results(scratch, answer.results, known, dropped, confidence=confidence)
    return +dropped


def evidence_place(text: str, evidence: str) -> Place | None:
    """Return where a quotation stands in a text, character by character; None if it does not."""
    at = text.find(evidence)
    return (at, at + len(evidence)) if at >= 0 else None


def _inside(places: Iterable[Place], whole: Place) -> bool:
    return any(whole[0] <= a and b <= whole[1] for a, b in places)


# --- entities -----------------------------------------------------------------------------------


def _add_entities(
    scratch: Scratch, stated: Sequence[StatedEntity], dropped: Counter[str], *, lexicon: Lexicon, confidence: float
) -> dict[str, Known]:
    """Add the entities that the text names; return all that are borne out, by the model's ids."""
    known: dict[str, Known] = {}
    borne = dict(_borne_out(scratch.entry.text, stated, dropped))
    ours = {key: number for number, term in enumerate(scratch.terms) for key in _keys(term.draft.members)}
    allotted = _allot(scratch, {entity.id: borne[entity.id] for entity in stated if entity.id in borne})
    for entity in stated:
        if entity.id not in borne:
            continue
        places = tuple(sorted({place for each in borne[entity.id].values() for place in each}))
        members = [candidate_at(scratch, spans, "llm", lexicon) for spans in allotted[entity.id] if spans]
        keys = {*map(surface_key, borne[entity.id]), *_keys(members)}
        same = [ours[key] for key in sorted(keys) if key in ours]
        if same:
            known[entity.id] = Known(same[0], places)
            continue
        named = [member for member in members if not is_umbrella(member)]
        if not named:
            dropped[Reason.UMBRELLA if members else Reason.TAKEN] += 1
            known[entity.id] = Known(None, places)
            continue
        known[entity.id] = Known(len(scratch.terms), places)
        ours.update(dict.fromkeys(keys, len(scratch.terms)))
        _add_term(scratch, entity, named, confidence)
    return known


def _keys(members: Iterable[Candidate]) -> Iterator[str]:
    """Yield what tells that two terms are one: the keys of their surfaces, and of the lexicon's record."""
    for member in members:
        yield member.key
        if member.record and member.record.kind:
            yield f"lexicon:{member.record.key}"


def _borne_out(
    text: str, stated: Iterable[StatedEntity], dropped: Counter[str]
) -> Iterator[tuple[str, dict[str, list[Place]]]]:
    """Yield the ids of the entities whose name and evidence stand in the text, with the places of each name."""
    for entity in stated:
        names = {name: occurrences(text, name) for name in (entity.name, *entity.aliases)}
        quoted = evidence_place(text, entity.evidence)
        if not names[entity.name]:
            dropped[Reason.NAME] += 1
        elif quoted is None or not _inside((place for each in names.values() for place in each), quoted):
            dropped[Reason.EVIDENCE] += 1
        else:
            found = {name: places for name, places in names.items() if places}
            dropped[Reason.ALIAS] += len(names) - len(found)
            yield entity.id, found


def _allot(scratch: Scratch, borne: dict[str, dict[str, list[Place]]]) -> dict[str, list[list[Place]]]:
    """Return for each name of each entity the spans that are its own: longer names first, none of ours."""
    taken = taken_by(term.draft for term in scratch.terms)
    own: dict[tuple[str, str], list[Place]] = {}
    for entity, name in sorted(((i, name) for i, names in borne.items() for name in names), key=lambda e: -len(e[1])):
        own[entity, name] = free_of(borne[entity][name], taken)
        taken.extend(own[entity, name])
    return {i: [own[i, name] for name in names] for i, names in borne.items()}


def _add_term(scratch: Scratch, entity: StatedEntity, members: list[Candidate], confidence: float) -> None:
    spans = sorted({span for member in members for span in member.spans})
    draft = Draft(members, entity.kind, confidence, spans)
    scratch.drafts.append(draft)
    scratch.terms.append(RoledDraft(draft, entity.role, members[0].surface))
    scratch.role_confidences.append(confidence)


# --- relations ----------------------------------------------------------------------------------


def _add_relations(
    scratch: Scratch,
    stated: Sequence[StatedRelation],
    known: dict[str, Known],
    dropped: Counter[str],
    *,
    confidence: float,
) -> None:
    """Add the relations whose evidence stands in the text and names both ends."""
    pairs = {frozenset((head, tail)) for _, _, head, tail in scratch.relations}
    added = []
    for each in stated:
        head, tail = known.get(each.head), known.get(each.tail)
        quoted = evidence_place(scratch.entry.text, each.evidence)
        if head is None or tail is None or head.number is None or tail.number in {None, head.number}:
            dropped[Reason.END] += 1
        elif quoted is None or not (_inside(head.places, quoted) and _inside(tail.places, quoted)):
            dropped[Reason.EVIDENCE] += 1
        elif frozenset((head.number, tail.number)) in pairs:
            dropped[Reason.KNOWN] += 1
        else:
            pairs.add(frozenset((head.number, tail.number)))
            added.append((confidence, each.kind, head.number, tail.number))
    scratch.relations = sorted([*scratch.relations, *resolve(added)], key=lambda relation: relation[2:])


# --- results ------------------------------------------------------------------------------------


def _add_results(
    scratch: Scratch,
    stated: Sequence[StatedResult],
    known: dict[str, Known],
    dropped: Counter[str],
    *,
    confidence: float,
) -> None:
    """Add the figures that their evidence prints, about entities that can stand there."""
    ours = {reported.figure.start for reported in scratch.results}
    added: dict[tuple[object, ...], Reported] = {}
    for each in stated:
        slots = _slots(scratch, each, known)
        quoted = evidence_place(scratch.entry.text, each.evidence)
        figure = _figure(scratch, each, quoted) if quoted else None
        if slots is None:
            dropped[Reason.END] += 1
        elif quoted is None:
            dropped[Reason.EVIDENCE] += 1
        elif figure is None:
            dropped[Reason.VALUE] += 1
        elif figure.start in ours:
            dropped[Reason.KNOWN] += 1
        else:
            reported = Reported(figure, each.kind, *slots, each.baseline_value, confidence)
            added.setdefault((figure.start, *slots), reported)
    scratch.results = sorted([*scratch.results, *added.values()], key=lambda reported: reported.figure.start)


def _slots(
    scratch: Scratch, result: StatedResult, known: dict[str, Known]
) -> tuple[int | None, int | None, int | None, int | None] | None:
    """Return the numbers of the terms in a figure's slots; None if one was made up or is of the wrong kind."""
    numbers: list[int | None] = []
    for slot, entity in zip(SLOTS, result.slots, strict=True):
        if entity is not None and entity not in known:
            return None
        number = known[entity].number if entity is not None else None
        if number is not None and scratch.terms[number].draft.kind not in SLOT_KINDS[slot]:
            return None
        numbers.append(number)
    subject, benchmark, metric, baseline = numbers
    return subject, benchmark, metric, baseline


def _figure(scratch: Scratch, result: StatedResult, quoted: Place) -> FoundFigure | None:
    """Return the figure where its evidence prints it, outside of names; unit and baseline's value have to be there too."""
    text, (first, last) = scratch.entry.text, quoted
    names = taken_by(term.draft for term in scratch.terms)
    places = [place for place in numbers_at(text, result.value, quoted) if not overlaps(place, names)]
    against = result.baseline_value
    if not places or (result.unit and result.unit not in text[first:last]):
        return None
    if against is not None and not numbers_at(text, against, quoted):
        return None
    start, end = next((place for place in places if _has_unit(text, place, result.unit)), places[0])
    return FoundFigure(start, end, result.value, result.unit, scratch.entry.sentence_index(start))


def _has_unit(text: str, place: Place, unit: str | None) -> bool:
    return text[place[1] :].lstrip(" ").startswith(unit or "")


def numbers_at(text: str, value: str, within: Place) -> list[Place]:
    """Return where a number stands by itself within a stretch of a text; what is no number stands nowhere.

    >>> numbers_at("GPT-4는 4점에서 14점", "4", (0, 15)), numbers_at("high", "high", (0, 4))
    ([(7, 8)], [])
    """
    found = FIGURE.fullmatch(value)
    if not found or found["unit"]:
        return []
    pattern = re.compile(rf"(?<![A-Za-z0-9.,/-]){re.escape(value)}(?!\d|[.,]\d)")
    return [match.span() for match in pattern.finditer(text, *within)]
