"""The things that papers talk about: what kind they are of, what they are called, since when."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import LexiconRecord
from kg.link.identity import TermKey
from kg.model import Entity, Extraction, Kind, Term

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def make_entities(
    extractions: Sequence[Extraction], terms: Mapping[TermKey, str], records: Mapping[str, LexiconRecord]
) -> tuple[Entity, ...]:
    """Return the entities, sorted by IRI.

    Args:
        extractions: in date order, so that the earliest decides a tie between names.
        terms: the entity (IRI) of each term.
        records: the lexicon record of each entity that has one.
    """
    portraits: dict[str, _Portrait] = {}
    for extraction in extractions:
        entry = extraction.entry
        for term in extraction.terms:
            iri = terms[entry.arxiv_id, entry.date, term.id]
            portraits.setdefault(iri, _Portrait(entry.date)).add(term, entry.arxiv_id)
    return tuple(portraits[iri].entity(iri, records.get(iri)) for iri in sorted(portraits))


@dataclass(slots=True)
class _Portrait:
    """What the terms of one entity say together; names are in the order of their first appearance."""

    first_seen: str
    kinds: Counter[Kind] = field(default_factory=Counter)
    names: dict[str, set[str]] = field(default_factory=dict)
    surfaces: set[str] = field(default_factory=set)

    def add(self, term: Term, arxiv_id: str) -> None:
        self.kinds[term.kind] += max(1, len(term.roles))
        self.names.setdefault(term.name, set()).add(arxiv_id)
        self.surfaces.update((term.name, *term.aliases))

    def label(self) -> str:
        """Return the name that most papers write, an English one if there is any."""
        return max(self.names, key=lambda name: (not _HANGUL.search(name), len(self.names[name])))

    def entity(self, iri: str, record: LexiconRecord | None) -> Entity:
        label = record.name if record else self.label()
        surfaces = self.surfaces.union(record.surfaces if record else ())  # who asks for DPO means it spelled out, too
        return Entity(
            iri=iri,
            label=_tagged(label),
            kind=max(Kind, key=lambda kind: self.kinds[kind]),
            aliases=tuple(sorted(_tagged(surface) for surface in surfaces - {label})),
            first_seen=self.first_seen,
            higher_is_better=record.better if record else None,
        )


def _tagged(name: str) -> tuple[str, str]:
    return name, "ko" if _HANGUL.search(name) else "en"
