"""The vocabulary, the shapes and the context agree with each other and with what is exported."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import CheckError
from kg.iri import ONTOLOGY
from kg.model import Kind, RelationKind, Role
from kg.rdf import ontology
from kg.rdf.ontology import NAMES, ontology_text

DERIVED = ("inFamily", "coAuthorOf", "usedWith", "CoAuthorship", "CoUse", "member", "lift", "fractionalWeight")
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


def kg(name: str) -> URIRef:
    """Return a term of our vocabulary."""
    return URIRef(ONTOLOGY + name)


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    """Return the ontology."""
    return Graph().parse(data=ontology_text("daily-papers-kg.ttl"), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return the shapes."""
    return Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")


def terms_of(vocabulary: Graph) -> set[Node]:
    """Return the classes and properties we define."""
    return {term for term in vocabulary.subjects(RDF.type) if str(term).startswith(ONTOLOGY)}


@pytest.mark.parametrize("name", ["daily-papers-kg.ttl", "shapes.ttl"])
def test_a_strict_parser_reads_it(name: str) -> None:
    """Both files are Turtle without blemish."""
    assert len(list(ox.parse(input=ontology_text(name), format=ox.RdfFormat.TURTLE))) > 100


def test_every_term_is_explained_in_both_languages(vocabulary: Graph) -> None:
    """A label and a definition, in English and in Korean, once each."""
    for term in terms_of(vocabulary):
        for predicate in (RDFS.label, SKOS.definition):
            texts = list(vocabulary.objects(term, predicate))
            languages = [text.language for text in texts if isinstance(text, Literal)]
            assert sorted(map(str, languages)) == ["en", "ko"], f"{term} {predicate}"


def test_the_model_and_the_vocabulary_name_the_same(vocabulary: Graph) -> None:
    """Each kind is a class below entity, each role a property below discusses, each relation a property of entities."""
    for kind in Kind:
        assert (kg(kind.value), RDFS.subClassOf, kg("Entity")) in vocabulary
    for role in Role:
        assert (kg(role.value), RDFS.subPropertyOf, kg("discusses")) in vocabulary
    for relation in RelationKind:
        assert (kg(relation.value), RDFS.domain, kg("Entity")) in vocabulary


def test_derived_terms_are_marked(vocabulary: Graph) -> None:
    """What carries no claim says so, and nothing else does."""
    for name in DERIVED:
        assert (kg(name), kg("derived"), Literal(True)) in vocabulary
    assert (kg("uses"), kg("derived"), None) not in vocabulary


def test_no_property_is_of_two_kinds(vocabulary: Graph) -> None:
    """OWL 2 DL: object, datatype and annotation properties are apart, and no property is a class."""
    for term in set(vocabulary.subjects(RDF.type)):
        kinds = set(vocabulary.objects(term, RDF.type)) & (PROPERTIES | {OWL.Class})
        assert len(kinds) == 1 or (term, RDF.type, OWL.Ontology) in vocabulary, term


def test_everything_used_in_the_vocabulary_is_declared(vocabulary: Graph) -> None:
    """OWL 2 DL: superclasses, superproperties, domains and ranges have a declaration."""
    declared = set(vocabulary.subjects(RDF.type))
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf):
        for value in vocabulary.objects(None, predicate):
            assert value in declared or str(value).startswith(str(OWL)[:-5]) or "XMLSchema#" in str(value), value


def test_exports_use_declared_terms_only(vocabulary: Graph, files: dict[str, str]) -> None:
    """Each property and class that a build writes stands in the ontology."""
    declared = {str(term) for term in vocabulary.subjects(RDF.type)}
    used: set[str] = set()
    for document in files.values():
        for quad in ox.parse(input=document, format=ox.RdfFormat.TURTLE):
            used.add(quad.predicate.value)
            if quad.predicate.value == str(RDF.type) and isinstance(quad.object, ox.NamedNode):
                used.add(quad.object.value)

    assert used - declared == {str(RDF.type), str(RDFS.label), str(OWL.sameAs)}


def test_shapes_speak_of_declared_terms_only(vocabulary: Graph, shapes: Graph) -> None:
    """Targets, paths, classes and the properties named in queries exist."""
    declared = set(vocabulary.subjects(RDF.type))
    for predicate in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode, SH["class"], SH.path):
        for value in shapes.objects(None, predicate):
            if str(value).startswith(ONTOLOGY):
                assert value in declared, value
    for name in re.findall(r"\bkg:(\w+)", ontology_text("shapes.ttl").partition("#####")[2]):
        assert kg(name) in declared, name


def test_every_class_of_an_export_has_a_shape(shapes: Graph, files: dict[str, str]) -> None:
    """Nothing is written that no shape looks at."""
    targets = {str(value) for value in shapes.objects(None, SH.targetClass)}
    classes = {match for document in files.values() for match in re.findall(r"\ba ((?:kg|oa|prov):\w+)", document)}
    looked_at = {re.sub(r".*[/#]", "", target) for target in targets}

    assert {name.partition(":")[2] for name in classes} <= looked_at


def test_the_context_names_declared_terms(vocabulary: Graph) -> None:
    """Each key of the JSON-LD context leads to a term of the ontology or of an aligned vocabulary."""
    context = json.loads(ontology_text("context.jsonld"))["@context"]
    mapped = {value if isinstance(value, str) else value["@id"] for key, value in context.items() if key[0] != "@"}
    ours = {kg(name.removeprefix("kg:")) for name in mapped if name.startswith("kg:")}

    assert ours <= terms_of(vocabulary)
    assert {kg(kind.value) for kind in Kind} <= ours
    assert {kg(role.value) for role in Role} <= ours


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser uses it
def test_the_context_expands_a_record() -> None:
    """A JSON record with our keys becomes RDF."""
    record = {
        **json.loads(ontology_text("context.jsonld")),
        "id": "https://example.org/paper/1",
        "type": "Paper",
        "uses": ["https://example.org/entity/rope"],
        "created": "2025-02",
    }
    graph = Graph().parse(data=json.dumps(record), format="json-ld")

    assert (URIRef("https://example.org/paper/1"), kg("uses"), URIRef("https://example.org/entity/rope")) in graph
    assert (None, RDF.type, kg("Paper")) in graph


def test_the_package_is_looked_at_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an installed package the files stand inside it."""
    (tmp_path / "shapes.ttl").write_text("# mine", encoding="utf-8")
    monkeypatch.setattr(ontology, "FOLDERS", (tmp_path, *ontology.FOLDERS))

    assert ontology_text("shapes.ttl") == "# mine"
    assert ontology_text("context.jsonld").startswith("{")


@pytest.mark.parametrize("name", ["missing.ttl", "../pyproject.toml", "/etc/passwd", ""])
def test_other_names_are_refused(name: str) -> None:
    """Only the files of the ontology can be asked for."""
    with pytest.raises(CheckError, match="not found"):
        ontology_text(name)


def test_all_files_are_there() -> None:
    """Vocabulary, shapes and context."""
    assert all(ontology_text(name).strip() for name in NAMES)
