"""All linked records as one networkx `MultiDiGraph`, ready for the writers of networkx."""

import re
from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from kg.model import Author, Claim, Entity, Evidence, Knowledge, Paper, Result

Attributes = dict[str, str | int | float | bool]
NodeRow = tuple[str, Attributes]
EdgeRow = tuple[str, str, str, Attributes]

SEPARATOR = " | "
"""What stands between several values of one attribute: graph file formats know no lists."""

_REACHED = ("subject", "benchmark", "metric", "baseline")
_PREDICATES = {"benchmark": "onBenchmark"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(knowledge: Knowledge) -> nx.MultiDiGraph:
    """Return everything the digests say as one graph in which no relation overwrites another.

    Nodes are IRIs with a `type` and a `label`. Edges are keyed by their predicate (the local name of a property of the
    ontology); those that are claimed carry the confidence, IRI and evidence of their strongest claim, and how many
    claims there are. All attributes are plain scalars without characters that XML forbids; what is unknown is absent.
    """
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(_nodes(knowledge))
    for source, target, predicate, attributes in _edges(knowledge):
        graph.add_edge(source, target, key=predicate, predicate=predicate, **attributes)
    return graph


def _nodes(knowledge: Knowledge) -> Iterator[NodeRow]:
    for date, iri in sorted(knowledge.days.items()):
        yield iri, {"type": "Digest", "label": date, "date": date}
    yield from ((paper.iri, paper_attributes(paper)) for paper in knowledge.papers)
    yield from ((author.iri, author_attributes(author)) for author in knowledge.authors)
    yield from ((entity.iri, entity_attributes(entity)) for entity in knowledge.entities)
    yield from ((result.iri, result_attributes(result)) for result in knowledge.results)


def paper_attributes(paper: Paper) -> Attributes:
    """Return the attributes of a paper's node; `votes` is absent where the digests give none."""
    attributes: Attributes = {
        "type": "Paper",
        "label": printable(paper.title),
        "arxiv_id": paper.arxiv_id,
        "url": f"https://arxiv.org/abs/{paper.arxiv_id}",
        "created": paper.created,
        "dates": SEPARATOR.join(sorted(paper.dates)),
        "authors_complete": paper.authors_complete,
    }
    return attributes | _known(votes=paper.votes)


def author_attributes(author: Author) -> Attributes:
    """Return the attributes of an author's node."""
    return {
        "type": "Author",
        "label": printable(author.name),
        "aliases": printable(SEPARATOR.join(author.aliases)),
        "organization": author.organization,
        "ambiguous": author.ambiguous,
    }


def entity_attributes(entity: Entity) -> Attributes:
    """Return the attributes of an entity's node; its kind is its type."""
    text, language = entity.label
    return {
        "type": entity.kind.value,
        "label": printable(text),
        "language": language,
        "aliases": printable(SEPARATOR.join(alias for alias, _ in entity.aliases)),
        "first_seen": entity.first_seen,
    } | _known(higher_is_better=entity.higher_is_better)


def result_attributes(result: Result) -> Attributes:
    """Return the attributes of a figure's node; numbers are text, so that 41.50 stays 41.50."""
    return {
        "type": "Result",
        "label": printable(f"{result.value_text}{result.unit or ''}"),
        "value": result.value,
        "value_text": printable(result.value_text),
        "result_kind": result.kind.value,
    } | _known(value_max=result.value_max, unit=result.unit, baseline_value=result.baseline_value)


def _known(**attributes: str | float | bool | None) -> Attributes:
    known: Attributes = {}
    for name, value in attributes.items():
        if value is not None:
            known[name] = printable(value) if isinstance(value, str) else value
    return known


def _edges(knowledge: Knowledge) -> Iterator[EdgeRow]:
    for paper in knowledge.papers:
        yield from _paper_edges(paper, knowledge)
    for result in knowledge.results:
        yield from _result_edges(result)
    for (subject, predicate, target), claims in claims_by_triple(knowledge).items():
        yield subject, target, predicate, claim_attributes(claims)


def _paper_edges(paper: Paper, knowledge: Knowledge) -> Iterator[EdgeRow]:
    sources = {summary.date: summary.source for summary in paper.summaries}
    for date in paper.dates:
        yield paper.iri, knowledge.days[date], "inDigest", _known(date=date, source=sources.get(date))
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for name, author in paper.signatures:
        printed[author].append(name)
    for author, names in sorted(printed.items()):
        yield paper.iri, author, "creator", {"printed": printable(SEPARATOR.join(sorted(set(names))))}


def _result_edges(result: Result) -> Iterator[EdgeRow]:
    for role in _REACHED:
        if target := getattr(result, role):
            yield result.iri, target, _PREDICATES.get(role, role), {}


def claims_by_triple(knowledge: Knowledge) -> dict[tuple[str, str, str], list[Claim]]:
    """Return the claims of each triple, the most confident first, then the earliest IRI."""
    grouped: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(knowledge.claims, key=lambda each: (-each.confidence, each.iri)):
        grouped[claim.subject, claim.predicate, claim.object].append(claim)
    return dict(sorted(grouped.items()))


def claim_attributes(claims: list[Claim]) -> Attributes:
    """Return the attributes of an edge that has claims, strongest first."""
    strongest = claims[0]
    attributes: Attributes = {"claim": strongest.iri, "claims": len(claims), "confidence": strongest.confidence}
    if not strongest.evidence:
        return attributes
    evidence = strongest.evidence[0]
    return attributes | {
        "sentence": printable(sentence_of(evidence)),
        "source": evidence.source,
        "start": evidence.span.start,
        "end": evidence.span.end,
    }


def sentence_of(evidence: Evidence) -> str:
    """Return the sentence around a quotation, or the quotation where that is all there is."""
    return evidence.sentence or evidence.quote


def printable(text: str) -> str:
    r"""Return text in which every character that XML 1.0 cannot carry is replaced by U+FFFD.

    >>> printable("a\x08b")
    'a�b'
    """
    return _NOT_XML.sub("\ufffd", text)
