"""The derived networks: pairs of authors, pairs of methods, families of names."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kg.iri import Minter
from kg.networks import CoAuthorship, CoUse, decimal
from kg.rdf.terms import Triple, iri, typed
from kg.rdf.triples import TYPE, ontology_term


def network_triples(
    coauthorships: Iterable[CoAuthorship], co_uses: Iterable[CoUse], families: Iterable[tuple[str, str]], *, base: str
) -> Iterator[Triple]:
    """Yield the triples of `networks.ttl`; `families` pairs an entity with a family it belongs to (IRIs)."""
    minter = Minter(base)
    for coauthorship in coauthorships:
        yield from coauthorship_triples(coauthorship, minter)
    for co_use in co_uses:
        yield from co_use_triples(co_use, minter)
    for member, family in families:
        yield Triple(iri(member), ontology_term("inFamily"), iri(family))


def coauthorship_triples(pair: CoAuthorship, minter: Minter) -> Iterator[Triple]:
    """Yield one pair of authors and the edge between them, both ways."""
    subject = minter.hashed("coauthorship", pair.a, pair.b)
    yield from _pair_triples(subject, pair, "CoAuthorship", "coAuthorOf")
    yield Triple(iri(subject), ontology_term("fractionalWeight"), typed(decimal(Fraction(pair.weight)), "decimal"))
    yield Triple(iri(subject), ontology_term("firstTogether"), typed(pair.first, "date"))
    yield Triple(iri(subject), ontology_term("lastTogether"), typed(pair.last, "date"))


def co_use_triples(pair: CoUse, minter: Minter) -> Iterator[Triple]:
    """Yield one pair of methods and the edge between them, both ways."""
    subject = minter.hashed("couse", pair.a, pair.b)
    yield from _pair_triples(subject, pair, "CoUse", "usedWith")
    yield Triple(iri(subject), ontology_term("lift"), typed(decimal(Fraction(pair.lift)), "decimal"))


def _pair_triples(subject: str, pair: CoAuthorship | CoUse, kind: str, edge: str) -> Iterator[Triple]:
    yield Triple(iri(subject), TYPE, ontology_term(kind))
    yield Triple(iri(subject), ontology_term("paperCount"), typed(str(pair.papers), "integer"))
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        yield Triple(iri(subject), ontology_term("member"), iri(one))
        yield Triple(iri(one), ontology_term(edge), iri(other))
