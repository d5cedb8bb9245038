"""Which model belongs to which family, by the lexicon and by the names alone."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.lexicon import Lexicon
from kg.iri import Minter
from kg.link.spelling import VENDORS, spelling
from kg.model import Entity, Kind, Knowledge

_VENDOR = re.compile(rf"(?:{VENDORS})[\s-]+(?=\S{{2}})")
_VARIANT = re.compile(r"(?<=[0-9])(?![BbMmKT]\Z)[A-Za-z]{1,3}\Z")  # GPT-4o; not 7B, which is a size
_VERSION = re.compile(r"(?<=[A-Za-z]{2})[vV]?[0-9]+(?:\.[0-9]+)*[BbMKT]?\Z")
_LAST_PART = re.compile(r"(?<=[^\s_:/-])[\s_:/-]+[^\s_:/-]+\Z|[+]+\Z")
_STEPS = (_VARIANT, _VERSION, _LAST_PART)
_DISTILLED = re.compile(r"-Distill-(?=[A-Za-z]{3})")
_LONGEST_NAME = 200


def families(knowledge: Knowledge, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return (model, family) pairs of IRIs, sorted; a model belongs to the families of its family too.

    The lexicon names a record's family; the names tell the rest (`family_names`). Both ends are nodes of the graph: a
    family that no digest names is skipped, and what lies above it counts.
    """
    graph = _Models(knowledge, lexicon)
    parents = {model.iri: frozenset(graph.parents(model)) for model in graph.models}
    return tuple(sorted((iri, family) for iri in parents for family in _reachable(iri, parents)))


def _reachable(start: str, parents: Mapping[str, frozenset[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = parents[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found - {start}


@dataclass(frozen=True)
class _Models:
    """The models of a graph, to be found by name."""

    knowledge: Knowledge
    lexicon: Lexicon
    _minter: Minter = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_minter", Minter(self.knowledge.base))

    @cached_property
    def models(self) -> tuple[Entity, ...]:
        """The entities that are models."""
        return tuple(entity for entity in self.knowledge.entities if entity.kind is Kind.MODEL)

    @cached_property
    def _named(self) -> Mapping[str, Sequence[Entity]]:
        """The models of each label."""
        named: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in self.models:
            named[spelling(entity.label[0])].append(entity)
        return named

    @cached_property
    def _by_iri(self) -> Mapping[str, Entity]:
        return {entity.iri: entity for entity in self.models}

    @cached_property
    def _stated(self) -> Mapping[str, str]:
        """The family that the lexicon states, by IRI."""
        records = self.lexicon.records
        return {self._minter.entity(key): record.family for key, record in records.items() if record.family}

    def parents(self, model: Entity) -> Iterator[str]:
        """Yield the IRIs of the families that a model's record and name tell."""
        for name in (self._stated.get(model.iri, ""), *family_names(model.label[0])):
            family = self._find(name, model) if name else None
            if family and family != model.iri:
                yield family

    def _find(self, name: str, member: Entity) -> str | None:
        """Return the model of a name; of namesakes the one that the lexicon knows, else the oldest before the member."""
        record = self.lexicon.lookup(name)
        known = self._minter.entity(record.key) if record and record.kind else ""
        if known in self._by_iri:
            return known
        named = sorted(self._named.get(spelling(name), ()), key=lambda each: (each.first_seen, each.iri))
        return named[0].iri if named and (len(named) == 1 or named[0].first_seen <= member.first_seen) else None


def family_names(name: str) -> Iterator[str]:
    """Yield the names of the families that a model's name tells, nearest first.

    >>> list(family_names("Meta-Llama-3-8B"))
    ['Meta-Llama-3', 'Meta-Llama', 'Meta', 'Llama-3-8B', 'Llama-3', 'Llama']
    >>> list(family_names("DeepSeek-R1-Distill-Qwen-7B"))[-3:]
    ['DeepSeek', 'Qwen-7B', 'Qwen']
    """
    yield from shorter_names(name)
    for part in (_VENDOR.sub("", name[:_LONGEST_NAME], count=1), _DISTILLED.split(name[:_LONGEST_NAME])[-1]):
        if part and part != name[:_LONGEST_NAME]:
            yield part
            yield from shorter_names(part)


def shorter_names(name: str) -> Iterator[str]:
    """Yield what is left of a model's name as sizes, suffixes and versions are taken off, one after the other.

    >>> list(shorter_names("Qwen2.5-VL-7B-Instruct"))
    ['Qwen2.5-VL-7B', 'Qwen2.5-VL', 'Qwen2.5', 'Qwen']
    >>> list(shorter_names("GPT-4o-mini")), list(shorter_names("DINOv2"))
    (['GPT-4o', 'GPT-4', 'GPT'], ['DINO'])
    """
    rest = name[:_LONGEST_NAME].strip()
    while shorter := _shortened(rest):
        yield shorter
        rest = shorter


def _shortened(name: str) -> str:
    for pattern in _STEPS:
        shorter = pattern.sub("", name).rstrip()
        if shorter != name:
            return shorter
    return ""
