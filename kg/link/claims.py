"""What each summary states, once, with all its evidence."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import LinkError
from kg.iri import Minter
from kg.link.identity import TermKey
from kg.link.results import make_result
from kg.model import Claim, Entry, Evidence, Extraction, Paper, Result, Summary

REPORTED_IN = "reportedIn"

Resolve = Callable[[str], str]
"""From the id of a term in one entry to the IRI of its entity."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence's worth of a claim: a triple, how sure it is, and where it stands."""

    subject: str
    predicate: str
    object: str
    confidence: float
    evidence: Evidence


def make_claims(
    extractions: Sequence[Extraction], papers: Mapping[str, Paper], terms: Mapping[TermKey, str], minter: Minter
) -> tuple[tuple[Claim, ...], tuple[Result, ...]]:
    """Return the claims and the results they report, each sorted by IRI, from extractions in date order."""
    results: dict[str, Result] = {}
    stated: defaultdict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
    for extraction in extractions:
        entry = extraction.entry
        paper, resolve = papers[entry.arxiv_id], _resolver(entry, terms)
        for each in _statements(extraction, paper, resolve, minter, results):
            stated[each.subject, each.predicate, each.object, _summary(paper, entry).iri].append(each)
    claims = [_claim(triple, statements, minter) for triple, statements in stated.items()]
    return tuple(sorted(claims, key=lambda claim: claim.iri)), tuple(results[iri] for iri in sorted(results))


def _resolver(entry: Entry, terms: Mapping[TermKey, str]) -> Resolve:
    def resolve(term: str) -> str:
        try:
            return terms[entry.arxiv_id, entry.date, term]
        except KeyError:
            raise LinkError(
                f"{entry.source}:{entry.line}: a relation or figure refers to the term {term!r}, which the entry "
                "does not have; mend the component that made it"
            ) from None

    return resolve


def _summary(paper: Paper, entry: Entry) -> Summary:
    return next(each for each in paper.summaries if (each.date, each.source) == (entry.date, entry.source))


def _statements(
    extraction: Extraction, paper: Paper, resolve: Resolve, minter: Minter, results: dict[str, Result]
) -> Iterator[Statement]:
    """Yield what one entry states, and add the results that it reports to `results`."""
    for term in extraction.terms:
        for role in term.roles:
            yield Statement(paper.iri, role.role.value, resolve(term.id), role.confidence, role.evidence)
    for each in extraction.relations:
        head, tail = resolve(each.head), resolve(each.tail)
        if head != tail:  # linking may show both to be one thing
            yield Statement(head, each.kind.value, tail, each.confidence, each.evidence)
    for figure in extraction.figures:
        result = make_result(figure, paper.iri, resolve, minter)
        if result:
            results.setdefault(result.iri, result)
            yield Statement(result.iri, REPORTED_IN, paper.iri, figure.confidence, figure.evidence)


def _claim(triple: tuple[str, str, str, str], statements: Sequence[Statement], minter: Minter) -> Claim:
    subject, predicate, value, summary = triple
    return Claim(
        iri=minter.hashed("claim", *triple),
        subject=subject,
        predicate=predicate,
        object=value,
        confidence=round(max(each.confidence for each in statements), 2),
        summary=summary,
        evidence=tuple(sorted({each.evidence for each in statements})),
    )
