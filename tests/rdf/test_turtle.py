"""Turtle as written here, read by two parsers that are not ours."""

import io
import random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.errors import ExportError
from kg.iri import DEFAULT_BASE
from kg.model import Knowledge
from kg.rdf.claim_triples import claim_triples
from kg.rdf.terms import PREFIXES, RDF, Triple, decimal, iri, is_decimal, prefixes_of, tagged, text, typed
from kg.rdf.triples import main_triples
from kg.rdf.turtle import ntriples, turtle, write_ntriples, write_turtle

SUBJECT = iri("https://example.org/s")
PREDICATE = iri("https://example.org/p")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def parsed(document: str) -> set[str]:
    """Return the triples of a Turtle document in N-Triples form, as pyoxigraph reads them."""
    return {str(each.triple) for each in ox.parse(input=document, format=ox.RdfFormat.TURTLE)}


@given(ANY_TEXT, st.sampled_from(["", "en", "ko"]))
def test_any_text_survives_two_parsers(value: str, language: str) -> None:
    """Quotes, line ends, control characters and every plane come back as they were."""
    term = tagged(value, language, about="x") if language else text(value, about="x")
    document = "".join(turtle([Triple(SUBJECT, PREDICATE, term)]))

    (quad,) = ox.parse(input=document, format=ox.RdfFormat.TURTLE)
    (theirs,) = Graph().parse(data=document, format="turtle").objects()

    assert isinstance(quad.object, ox.Literal)
    assert (quad.object.value, quad.object.language or "") == (value, language)
    assert str(theirs) == value


@given(ANY_TEXT)
def test_ntriples_are_one_line_for_each_triple(value: str) -> None:
    """Whatever breaks lines is escaped, so that line tools can be used."""
    (line,) = ntriples([Triple(SUBJECT, PREDICATE, text(value, about="x"))])

    assert line.count("\n") == 1
    (quad,) = ox.parse(input=line, format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == value


@given(st.text("0123456789.+-٣e", max_size=8))
def test_what_passes_as_decimal_is_one(value: str) -> None:
    """A decimal is refused here or accepted by both parsers with the same value and digits."""
    if not is_decimal(value):
        with pytest.raises(ExportError, match="no decimal"):
            decimal(value, about="x")
        return
    document = "".join(turtle([Triple(SUBJECT, PREDICATE, decimal(value, about="x"))]))

    (quad,) = ox.parse(input=document, format=ox.RdfFormat.TURTLE)
    (theirs,) = Graph().parse(data=document, format="turtle").objects()

    assert isinstance(quad.object, ox.Literal)
    assert quad.object.datatype.value.endswith("#decimal")
    assert float(quad.object.value) == float(value)
    assert str(theirs) == quad.object.value


def test_zeros_that_were_measured_stay() -> None:
    """41.50 says more than 41.5."""
    assert "41.50" in decimal("41.50", about="x")


def test_a_lone_surrogate_is_refused_naming_the_node() -> None:
    """UTF-8 has no way to write it."""
    with pytest.raises(ExportError, match=r"entity/x: a lone surrogate \(U\+D83D\) at character 2"):
        text("ab\ud83d", about="entity/x")


def test_the_order_of_triples_leaves_no_trace(knowledge: Knowledge) -> None:
    """Shuffled and doubled triples give the same bytes."""
    triples = [*main_triples(knowledge), *claim_triples(knowledge, version="1")]
    expected = "".join(turtle(triples))
    shuffled = triples * 2
    random.Random(7).shuffle(shuffled)  # noqa: S311 - a fixed shuffle, no secret

    assert "".join(turtle(shuffled)) == expected


def test_turtle_and_ntriples_say_the_same(knowledge: Knowledge) -> None:
    """Prefixed names and short numbers are only another spelling."""
    triples = [*main_triples(knowledge), *claim_triples(knowledge, version="1")]
    document = "".join(turtle(triples, prefixes=prefixes_of(knowledge.base)))
    lines = {str(each.triple) for each in ox.parse(input="".join(ntriples(triples)), format=ox.RdfFormat.N_TRIPLES)}

    assert parsed(document) == lines
    assert len(lines) == len(set(triples))


def test_a_block_has_its_type_first_and_is_sorted() -> None:
    """Prefixes, then subjects in order; `a` leads even predicates that no prefix shortens."""
    a_type = Triple(iri(f"{DEFAULT_BASE}paper/1"), iri(f"{RDF}type"), iri(f"{DEFAULT_BASE}x y"))
    triples = [
        Triple(a_type.subject, PREDICATE, typed("2", "integer")),
        Triple(a_type.subject, PREDICATE, typed("1", "integer")),
        a_type,
    ]
    stream = io.StringIO()

    write_turtle(triples, stream, prefixes={"paper": f"{DEFAULT_BASE}paper/"})

    assert stream.getvalue() == (
        f"@prefix paper: <{DEFAULT_BASE}paper/> .\n"
        f"\npaper:1 a <{DEFAULT_BASE}x y> ;\n    <https://example.org/p> 1, 2 .\n"
    )


def test_a_stands_for_the_type_as_predicate_only() -> None:
    """As subject or object, rdf:type is a name like any other."""
    a_type = iri(f"{RDF}type")
    document = "".join(turtle([Triple(a_type, a_type, a_type)]))

    assert document.endswith("\nrdf:type a rdf:type .\n")
    assert parsed(document) == {f"{a_type} {a_type} {a_type}"}


@pytest.mark.parametrize("local", ["2502.13923", "a-b", "a.b", "0", "A_1"])
def test_plain_names_get_a_prefix(local: str) -> None:
    """What every parser reads without an escape is written short."""
    document = "".join(turtle([Triple(iri(f"{PREFIXES['kg']}{local}"), PREDICATE, SUBJECT)]))

    assert f"\nkg:{local} " in document
    assert parsed(document) == {f"<{PREFIXES['kg']}{local}> {PREDICATE} {SUBJECT}"}


@pytest.mark.parametrize("local", ["a.", ".a", "-a", "a~b", "a,b", "a/b", "a%20b", "é", "", "a;b", "a\u200db"])
def test_other_names_are_written_in_full(local: str) -> None:
    """A name that would need an escape keeps its angle brackets."""
    document = "".join(turtle([Triple(iri(f"{PREFIXES['kg']}{local}"), PREDICATE, SUBJECT)]))

    assert f"\n<{PREFIXES['kg']}{local}> " in document
    assert parsed(document) == {f"<{PREFIXES['kg']}{local}> {PREDICATE} {SUBJECT}"}


def test_nquads_name_their_graph() -> None:
    """One graph IRI after each triple."""
    stream = io.StringIO()

    write_ntriples([Triple(SUBJECT, PREDICATE, SUBJECT)], stream, graph="https://example.org/g")

    assert stream.getvalue() == f"{SUBJECT} {PREDICATE} {SUBJECT} <https://example.org/g> .\n"
