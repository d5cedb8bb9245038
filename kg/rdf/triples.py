"""The main graph: papers, digests, authors, entities, stated relations and results."""

from collections.abc import Iterable, Iterator

from kg.iri import ONTOLOGY
from kg.model import Author, Claim, Entity, Knowledge, Paper, RelationKind, Result, Role
from kg.rdf.terms import (
    DCTERMS,
    FABIO,
    FOAF,
    OWL,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    Triple,
    decimal,
    iri,
    is_decimal,
    language_of,
    tagged,
    text,
    typed,
)

STATED = frozenset(
    {*(role.value for role in Role), *(relation.value for relation in RelationKind), "reportedIn"},
)
"""The properties whose triples stand in the main graph exactly where a claim says so."""

TYPE = iri(f"{RDF}type")
LABEL = iri(f"{RDFS}label")
PREFERRED = iri(f"{SKOS}prefLabel")
ALTERNATIVE = iri(f"{SKOS}altLabel")
ISSUED = iri(f"{DCTERMS}issued")


def ontology_term(name: str) -> str:
    """Return the term of a class or property of our ontology, by its local name."""
    return iri(ONTOLOGY + name)


def main_triples(knowledge: Knowledge) -> Iterator[Triple]:
    """Yield the triples of `graph.ttl`; every stated relation and `kg:reportedIn` comes from a claim."""
    for date, digest in knowledge.days.items():
        yield from digest_triples(date, digest)
    for paper in knowledge.papers:
        yield from paper_triples(paper, (knowledge.days[date] for date in paper.dates))
    for author in knowledge.authors:
        yield from author_triples(author)
    for entity in knowledge.entities:
        yield from entity_triples(entity)
    for result in knowledge.results:
        yield from result_triples(result)
    yield from stated_triples(knowledge.claims)
    for younger, older in knowledge.replaced:
        yield Triple(iri(younger), iri(f"{DCTERMS}isReplacedBy"), iri(older))


def stated_triples(claims: Iterable[Claim]) -> Iterator[Triple]:
    """Yield what the claims state, once for each claim."""
    for claim in claims:
        if claim.predicate in STATED:
            yield Triple(iri(claim.subject), ontology_term(claim.predicate), iri(claim.object))


def digest_triples(date: str, digest: str) -> Iterator[Triple]:
    """Yield the triples of one day's digest."""
    subject = iri(digest)
    yield Triple(subject, TYPE, ontology_term("Digest"))
    yield Triple(subject, ISSUED, typed(date, "date"))
    yield Triple(subject, LABEL, tagged(f"Digest of {date}", "en", about=digest))
    yield Triple(subject, LABEL, tagged(f"{date} 논문 요약집", "ko", about=digest))


def paper_triples(paper: Paper, digests: Iterable[str]) -> Iterator[Triple]:
    """Yield the triples of one paper, without what it states about entities."""
    subject = iri(paper.iri)
    yield Triple(subject, TYPE, ontology_term("Paper"))
    yield Triple(subject, iri(f"{DCTERMS}title"), tagged(paper.title, language_of(paper.title), about=paper.iri))
    yield Triple(subject, iri(f"{FABIO}hasArXivId"), text(paper.arxiv_id, about=paper.iri))
    yield Triple(subject, iri(f"{DCTERMS}created"), typed(paper.created, "gYearMonth"))
    yield Triple(subject, ontology_term("authorListComplete"), _boolean(value=paper.authors_complete))
    yield Triple(subject, iri(f"{SCHEMA}url"), iri(f"https://arxiv.org/abs/{paper.arxiv_id}"))
    yield Triple(subject, iri(f"{OWL}sameAs"), iri(f"https://doi.org/10.48550/arXiv.{paper.arxiv_id}"))
    if paper.votes is not None:
        yield Triple(subject, ontology_term("votes"), typed(str(paper.votes), "integer"))
    for author in paper.authors:
        yield Triple(subject, iri(f"{DCTERMS}creator"), iri(author))
    for digest in digests:
        yield Triple(subject, ontology_term("inDigest"), iri(digest))


def author_triples(author: Author) -> Iterator[Triple]:
    """Yield the triples of one author."""
    subject = iri(author.iri)
    yield Triple(subject, TYPE, ontology_term("Author"))
    yield Triple(subject, TYPE, iri(f"{FOAF}Organization" if author.organization else f"{FOAF}Person"))
    yield Triple(subject, iri(f"{FOAF}name"), text(author.name, about=author.iri))
    yield Triple(subject, ontology_term("nameAmbiguous"), _boolean(value=author.ambiguous))
    for alias in author.aliases:
        if alias != author.name:
            yield Triple(subject, ALTERNATIVE, tagged(alias, language_of(alias), about=author.iri))


def entity_triples(entity: Entity) -> Iterator[Triple]:
    """Yield the triples of one entity; an alias equal to the preferred label is left out (SKOS S13)."""
    subject = iri(entity.iri)
    label = tagged(*entity.label, about=entity.iri)
    yield Triple(subject, TYPE, ontology_term(entity.kind.value))
    yield Triple(subject, PREFERRED, label)
    yield Triple(subject, LABEL, label)
    yield Triple(subject, ontology_term("firstSeen"), typed(entity.first_seen, "date"))
    if entity.higher_is_better is not None:
        yield Triple(subject, ontology_term("higherIsBetter"), _boolean(value=entity.higher_is_better))
    for alias in entity.aliases:
        if alias != entity.label:
            yield Triple(subject, ALTERNATIVE, tagged(*alias, about=entity.iri))


def result_triples(result: Result) -> Iterator[Triple]:
    """Yield the triples of one figure, without `kg:reportedIn`, which its claim states.

    A baseline value that is no decimal number (a range, a list) is left out: the quotation still holds it.
    """
    subject = iri(result.iri)
    yield Triple(subject, TYPE, ontology_term("Result"))
    yield Triple(subject, ontology_term("value"), decimal(result.value, about=result.iri))
    yield Triple(subject, ontology_term("valueText"), text(result.value_text, about=result.iri))
    yield Triple(subject, ontology_term("resultKind"), text(result.kind.value, about=result.iri))
    if result.value_max is not None:
        yield Triple(subject, ontology_term("valueMax"), decimal(result.value_max, about=result.iri))
    if result.unit is not None:
        yield Triple(subject, ontology_term("unit"), text(result.unit, about=result.iri))
    if result.baseline_value is not None and is_decimal(result.baseline_value):
        yield Triple(subject, ontology_term("baselineValue"), decimal(result.baseline_value, about=result.iri))
    for name, entity in _parts_of(result):
        if entity is not None:
            yield Triple(subject, ontology_term(name), iri(entity))


def _parts_of(result: Result) -> tuple[tuple[str, str | None], ...]:
    return (
        ("subject", result.subject),
        ("onBenchmark", result.benchmark),
        ("metric", result.metric),
        ("baseline", result.baseline),
    )


def _boolean(*, value: bool) -> str:
    return typed("true" if value else "false", "boolean")
