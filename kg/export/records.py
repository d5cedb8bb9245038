"""The records of `kg extract`: all that is known of each paper, as one JSON object."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.model import Extraction, Figure, Knowledge, Paper, Span, StatedRole, Term

_CONFIDENCE_DECIMALS = 4
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Characters that JSON allows in a string, but at which some readers end a line."""


def paper_records(extractions: Sequence[Extraction], knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """Yield one record per paper, sorted by arXiv id.

    What several entries of a paper say is joined: entities that linking found to be one, with the relations and
    results between them.

    Args:
        extractions: what each entry says, as `kg.link.arrange` orders and numbers them.
        knowledge: the same, linked.
    """
    said: defaultdict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        said[extraction.entry.arxiv_id].append(extraction)
    for paper in sorted(knowledge.papers, key=lambda each: each.arxiv_id):
        yield {**_heading(paper), **_statements(said[paper.arxiv_id], knowledge)}


def dump(record: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON, without its line end.

    >>> dump({"arxiv": "2502.13923", "title": "한국어"})
    '{"arxiv": "2502.13923", "title": "한국어"}'
    """
    line = json.dumps(record, ensure_ascii=False)
    for character, escape in _LINE_ENDS.items():
        line = line.replace(character, escape)
    return line


# --- the paper ----------------------------------------------------------------------------------


def _heading(paper: Paper) -> dict[str, Any]:
    return {
        "arxiv": paper.arxiv_id,
        "digest": paper.dates[0],
        "digests": list(paper.dates),
        "title": paper.title,
        "votes": paper.votes,
        "authors": [{"name": name, "iri": iri} for name, iri in paper.signatures],
        "authorsComplete": paper.authors_complete,
    }


# --- what it says -------------------------------------------------------------------------------


def _statements(extractions: Sequence[Extraction], knowledge: Knowledge) -> dict[str, Any]:
    entities: dict[str, _Joined] = {}
    ids: list[dict[str, str]] = []  # the id in the record of each term, entry by entry
    for extraction in extractions:
        ids.append({})
        for term in extraction.terms:
            iri = knowledge.terms[extraction.entry.arxiv_id, extraction.entry.date, term.id]
            joined = entities.setdefault(iri, _Joined(f"e{len(entities) + 1}", iri))
            joined.terms.append(term)
            ids[-1][term.id] = joined.id
    return {
        "entities": [joined.as_dict() for joined in entities.values()],
        "relations": list(_relations(extractions, ids)),
        "results": list(_results(extractions, ids)),
    }


@dataclass(slots=True)
class _Joined:
    """One entity of a paper: the terms that mean it, in the order of the digests."""

    id: str
    iri: str
    terms: list[Term] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        surfaces = dict.fromkeys(surface for term in self.terms for surface in (term.name, *term.aliases))
        name, *aliases = surfaces
        return {
            "id": self.id,
            "name": name,
            "aliases": aliases,
            "types": list(dict.fromkeys(term.kind.value for term in self.terms)),
            "roles": list(dict.fromkeys(each.role.value for each in self._roles())),
            "iri": self.iri,
            "confidence": round(max(term.confidence for term in self.terms), _CONFIDENCE_DECIMALS),
            "evidence": [_quotation(*each) for each in sorted(set(self._mentions()))],
        }

    def _roles(self) -> Iterator[StatedRole]:
        """Yield the main role of each term, then the others."""
        yield from (term.roles[0] for term in self.terms if term.roles)
        yield from (role for term in self.terms for role in term.roles[1:])

    def _mentions(self) -> Iterator[tuple[str, Span, str]]:
        for term in self.terms:
            yield from ((each.source, each.span, each.quote) for each in term.mentions)


def _quotation(source: str, span: Span, quote: str) -> dict[str, Any]:
    return {"source": source, "start": span.start, "end": span.end, "quote": quote}


def _relations(extractions: Sequence[Extraction], ids: Sequence[Mapping[str, str]]) -> Iterator[list[str]]:
    """Yield each relation once, without those between a thing and itself, which joining can bring about."""
    seen: dict[tuple[str, str, str], None] = {}
    for extraction, new in zip(extractions, ids, strict=True):
        for each in extraction.relations:
            seen[new[each.head], each.kind.value, new[each.tail]] = None
    yield from ([head, kind, tail] for head, kind, tail in seen if head != tail)


def _results(extractions: Sequence[Extraction], ids: Sequence[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield one result for each subject, benchmark, metric and value: the first."""
    results: dict[tuple[str | None, ...], dict[str, Any]] = {}
    for extraction, new in zip(extractions, ids, strict=True):
        for figure in extraction.figures:
            result = _result(figure, new)
            results.setdefault(tuple(result[key] for key in ("subject", "benchmark", "metric", "value")), result)
    yield from results.values()


def _result(figure: Figure, new: Mapping[str, str]) -> dict[str, Any]:
    return {
        "subject": figure.subject and new[figure.subject],
        "benchmark": figure.benchmark and new[figure.benchmark],
        "metric": figure.metric and new[figure.metric],
        "value": figure.value,
        "unit": figure.unit,
        "kind": figure.kind.value,
        "baseline": figure.baseline and new[figure.baseline],
        "baseline_value": figure.baseline_value,
    }
