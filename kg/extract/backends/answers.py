"""What a language model answered, read with distrust: a statement of another shape is counted and left out."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.model import Kind, RelationKind, ResultKind, Role

MOST_STATEMENTS = 400  # of one sort in one answer
LONGEST_NAME = 200
LONGEST_EVIDENCE = 4000

Statement = TypeVar("Statement")


@dataclass(frozen=True, slots=True)
class StatedEntity:
    """A named thing, as the model has it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    role: Role
    evidence: str


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """A relation between two of the model's entities."""

    head: str
    kind: RelationKind
    tail: str
    evidence: str


@dataclass(frozen=True, slots=True)
class StatedResult:
    """A reported figure; the slots hold ids of the model's entities, or None."""

    value: str
    unit: str | None
    kind: ResultKind
    slots: tuple[str | None, str | None, str | None, str | None]
    baseline_value: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a model states about one entry; `misshapen` counts what could not be read."""

    entities: tuple[StatedEntity, ...]
    relations: tuple[StatedRelation, ...]
    results: tuple[StatedResult, ...]
    misshapen: int


def read_answer(content: str) -> Answer | None:
    """Return what an answer states; None where it is no JSON object of the three lists.

    >>> read_answer('{"entities": [], "relations": [], "results": [7]}')
    Answer(entities=(), relations=(), results=(), misshapen=1)
    >>> read_answer("Sure! Here is the JSON")
    """
    try:
        whole = json.loads(content)
        lists = [whole["entities"], whole["relations"], whole["results"]]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    if not all(isinstance(each, list) for each in lists):
        return None
    entities = tuple({each.id: each for each in reversed(list(_read(lists[0], _entity)))}.values())[::-1]
    relations, results = tuple(_read(lists[1], _relation)), tuple(_read(lists[2], _result))
    return Answer(entities, relations, results, sum(map(len, lists)) - len(entities) - len(relations) - len(results))


def _read(rows: list[Any], read: Callable[[Any], Statement]) -> Iterable[Statement]:
    for row in rows[:MOST_STATEMENTS]:
        try:
            yield read(row)
        except (LookupError, TypeError, ValueError):
            continue


def _entity(row: Any) -> StatedEntity:
    aliases = row["aliases"]
    if not isinstance(aliases, list):
        raise TypeError
    names = tuple(_text(alias) for alias in aliases[:MOST_STATEMENTS])
    name, evidence = _text(row["name"]), _passage(row["evidence"])
    return StatedEntity(_text(row["id"]), name, names, Kind(row["type"]), Role(row["role"]), evidence)


def _relation(row: Any) -> StatedRelation:
    head, tail = _text(row["head"]), _text(row["tail"])
    return StatedRelation(head, RelationKind(row["kind"]), tail, _passage(row["evidence"]))


def _result(row: Any) -> StatedResult:
    return StatedResult(
        value=_text(row["value"]),
        unit=_maybe(row["unit"]),
        kind=ResultKind(row["kind"]),
        slots=(_maybe(row["subject"]), _maybe(row["benchmark"]), _maybe(row["metric"]), _maybe(row["baseline"])),
        baseline_value=_maybe(row["baseline_value"]),
        evidence=_passage(row["evidence"]),
    )


def _maybe(value: Any) -> str | None:
    return None if value is None else _text(value)


def _text(value: Any) -> str:
    """Return a name, an id or a number: a line of text, without the white space around it."""
    text = _passage(value, LONGEST_NAME)
    if "\n" in text:  # what lies across two lines of an entry has no quotation
        raise ValueError
    return text


def _passage(value: Any, longest: int = LONGEST_EVIDENCE) -> str:
    """Return a text without the white space around it; nothing else will do."""
    if not isinstance(value, str) or not 0 < len(value.strip()) <= longest:
        raise ValueError
    return value.strip()
