"""A real digest: the methods that readers look for are there, and both SPARQL engines say the same of them."""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Variable

import kg
from kg import Kind

pytestmark = pytest.mark.corpus

METHODS = ("MRoPE", "DPO", "3DGS")
QUERY = """
PREFIX kg: <https://w3id.org/daily-papers-kg/ontology#>
PREFIX fabio: <http://purl.org/spar/fabio/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?id WHERE {
  ?paper kg:uses ?method ; fabio:hasArXivId ?id .
  ?method skos:prefLabel|skos:altLabel ?name .
  FILTER(STR(?name) = "%s")
} ORDER BY ?id
"""


@pytest.fixture(scope="module")
def built(shared: Path) -> kg.Build:
    """Build the digest of 2025-02-20."""
    return kg.build(shared / "corpus" / "2025" / "02" / "20.md")


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_found_with_the_sentence_that_says_so(built: kg.Build, name: str) -> None:
    """It is a method, and a claim about it quotes the digest where it stands."""
    raw = built.documents[0].raw
    entity = next(e for e in built.entities if name in {e.label[0], *(alias for alias, _ in e.aliases)})
    claims = [claim for claim in built.claims if claim.object == entity.iri]

    assert entity.kind is Kind.METHOD
    assert claims
    for evidence in (each for claim in claims for each in claim.evidence):
        assert raw[evidence.span.start : evidence.span.end] == evidence.quote


@pytest.mark.parametrize("name", METHODS)
def test_two_engines_find_the_same_papers_that_use_it(built: kg.Build, name: str) -> None:
    """Rdflib and pyoxigraph read the exported Turtle and answer alike, with at least one paper."""
    turtle = "".join(built.turtle()["graph.ttl"])
    store, graph = pyoxigraph.Store(), Graph()
    store.load(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    graph.parse(data=turtle, format="turtle")

    by_oxigraph = [row["id"].value for row in store.query(QUERY % name)]  # type: ignore[union-attr]
    by_rdflib = [str(row[Variable("id")]) for row in graph.query(QUERY % name).bindings]

    assert by_oxigraph == by_rdflib
    assert by_oxigraph
