"""Records as the measure sees them: names folded, optional keys filled in, roles without mere mentions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kg.evaluate.keys import name_key
from kg.model import Kind, Role


def merged(kind: str) -> str:
    """Return a kind, with data sets counted among the benchmarks.

    >>> merged("Dataset"), merged("Task")
    ('Benchmark', 'Task')
    """
    return Kind.BENCHMARK.value if kind == Kind.DATASET else kind


@dataclass(frozen=True, slots=True)
class Annotated:
    """One entity of a record. `kinds` has the right one first; `roles` leaves out `mentions`, which is no fact."""

    id: str
    name: str
    key: str
    surfaces: frozenset[str]
    kinds: tuple[str, ...]
    roles: frozenset[str]
    optional: bool
    confidence: float | None

    @classmethod
    def of(cls, entity: Mapping[str, Any], number: int) -> Self:
        """Return an entity of a record; `number` names it where it has no id."""
        name = str(entity["name"])
        confidence = entity.get("confidence")
        return cls(
            id=str(entity.get("id", f"#{number}")),
            name=name,
            key=name_key(name),
            surfaces=frozenset(map(name_key, (name, *map(str, entity.get("aliases") or ())))) - {""},
            kinds=(entity["type"],) if entity.get("type") else tuple(entity.get("types") or ("",)),
            roles=frozenset(entity.get("roles") or ()) - {Role.MENTIONS.value},
            optional=bool(entity.get("optional")),
            confidence=None if confidence is None else float(confidence),
        )

    @property
    def kind(self) -> str:
        """The first of the kinds."""
        return self.kinds[0]

    @property
    def counted_kind(self) -> str:
        """The kind that this entity is counted under."""
        return merged(self.kind)

    def accepts(self, kind: str) -> bool:
        """Tell whether an entity of a kind is right here."""
        return merged(kind) in map(merged, self.kinds)


@dataclass(frozen=True, slots=True)
class AnnotatedPaper:
    """One record: the entities, relations and results of a paper."""

    arxiv_id: str
    entities: tuple[Annotated, ...] = ()
    relations: frozenset[tuple[str, str, str]] = frozenset()
    results: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Return a record as the measure sees it."""
        relations = record.get("relations") or ()
        return cls(
            arxiv_id=record["arxiv"],
            entities=tuple(Annotated.of(each, number) for number, each in enumerate(record.get("entities") or ())),
            relations=frozenset((str(head), str(label), str(tail)) for head, label, tail in relations),
            results=tuple(record.get("results") or ()),
        )

    @property
    def optional_ids(self) -> frozenset[str]:
        """The ids of the entities that count neither for nor against."""
        return frozenset(entity.id for entity in self.entities if entity.optional)


def annotated_papers(records: Iterable[Mapping[str, Any]]) -> dict[str, AnnotatedPaper]:
    """Return records by arXiv id; of several with one id the last counts."""
    return {record["arxiv"]: AnnotatedPaper.of(record) for record in records}
