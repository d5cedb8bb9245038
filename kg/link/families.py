"""Which model belongs to which family, by the lexicon and by the names alone."""

import re
from collections.abc import Iterator, Mapping

from kg.extract.lexicon import Lexicon
from kg.iri import Minter
from kg.model import Kind, Knowledge
from kg.text import fold

_LAST_PART = re.compile(r"(?<=[^\s_:/-])[\s_:/-]+[^\s_:/-]+\Z|[+]+\Z")
_VERSION = re.compile(r"(?<=[A-Za-z]{2})[0-9]+(?:\.[0-9]+)*[A-Za-z]{0,3}\Z")
_VARIANT = re.compile(r"(?<=[0-9])(?![BbMmKT]\Z)[A-Za-z]{1,3}\Z")  # GPT-4o; not 7B, which is a size
_LONGEST_NAME = 200


def families(knowledge: Knowledge, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return (model, family) pairs of IRIs, sorted; a model belongs to the families of its family too.

    The lexicon names a record's family; the names tell the rest (`shorter_names`). Both ends are models of the graph.
    """
    models = {entity.iri: entity.label[0] for entity in knowledge.entities if entity.kind is Kind.MODEL}
    by_fold = {fold(label): iri for iri, label in models.items()}
    stated = {
        Minter(knowledge.base).entity(key): record.family for key, record in lexicon.records.items() if record.family
    }
    parents = {
        iri: {by_fold[key] for name in (stated.get(iri, ""), *shorter_names(label)) if (key := fold(name)) in by_fold}
        for iri, label in models.items()
    }
    return tuple(sorted((iri, family) for iri in models for family in _reachable(iri, parents)))


def _reachable(start: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = parents[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found - {start}


def shorter_names(name: str) -> Iterator[str]:
    """Yield what is left of a model's name as sizes, suffixes and versions are taken off, one after the other.

    >>> list(shorter_names("Qwen2.5-VL-7B-Instruct"))
    ['Qwen2.5-VL-7B', 'Qwen2.5-VL', 'Qwen2.5', 'Qwen']
    >>> list(shorter_names("GPT-4o-mini"))
    ['GPT-4o', 'GPT-4', 'GPT']
    """
    rest = name[:_LONGEST_NAME].strip()
    while shorter := _shortened(rest):
        yield shorter
        rest = shorter


def _shortened(name: str) -> str:
    for pattern in (_VERSION, _VARIANT, _LAST_PART):
        shorter = pattern.sub("", name).rstrip()
        if shorter != name:
            return shorter
    return ""
