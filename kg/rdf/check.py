"""Whether a build keeps the contract: syntax by independent parsers, shapes by pySHACL, evidence by comparing words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath

import pyshacl
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.iri import ONTOLOGY
from kg.rdf.ontology import ontology_text
from kg.rdf.parsers import read_files
from kg.rdf.quotes import quote_problems
from kg.rdf.triples import STATED
from kg.rdf.whereabouts import Named, described

SHAPES = "https://w3id.org/daily-papers-kg/shapes#"

_NEEDS_CLAIMS = ("StatedTripleHasClaim", "ClaimIsStated")
_NEEDS_GRAPH = ("SummaryInGraph", "CoAuthorInGraph", "CoUsedInGraph", "FamilyInGraph")
_BETWEEN_FILES = (("graph.ttl", "Paper", _NEEDS_GRAPH), ("claims.ttl", "Claim", ()))
"""A file, the class that shows it is there under another name, and the shapes that need it."""
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: problems in words, notes on what was not checked, and the triples of each file."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    triples: Mapping[str, int]

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems


def check_files(files: Mapping[str, str], *, sources: Mapping[str, str] | None = None) -> Report:
    """Check the Turtle files of a build (name → text), and its quotations against the source files where given.

    Each file is read by pyoxigraph and by rdflib, which have to find the same triples; all together are validated
    against `ontology/shapes.ttl`; every quotation is compared with its position and, given `sources`
    (file name as the summaries give it → text), with the words that stand there. Never raises for bad input.
    """
    reading = read_files(files)
    graph, triples = reading.graph, reading.triples
    if reading.problems:
        return Report(reading.problems, ("shapes and evidence were not checked: mend the syntax first",), triples)
    missing = dict(_missing(files, graph))
    found = {*shape_problems(graph, (*_NEEDS_CLAIMS, *chain(*missing.values()))), *quote_problems(graph, sources)}
    if not missing:
        found.update(claim_problems(graph))
    notes = [f"{name} is not among the files: what needs it was not checked" for name in missing]
    if sources is None:
        notes.append("no source files were given: quotations were not compared with them")
    return Report(tuple(map(str, sorted(found))), tuple(notes), triples)


def _missing(files: Mapping[str, str], graph: Graph) -> Iterator[tuple[str, tuple[str, ...]]]:
    present = {PurePath(name).name for name in files}
    for name, kind, shapes in _BETWEEN_FILES:
        if name not in present and (None, RDF.type, URIRef(ONTOLOGY + kind)) not in graph:
            yield name, shapes


def shape_problems(graph: Graph, left_out: Iterable[str] = ()) -> Iterator[Named]:
    """Yield what `ontology/shapes.ttl` finds wrong with a graph, without the shapes left out."""
    shapes = Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")
    for name in left_out:
        shapes.remove((URIRef(SHAPES + name), None, None))
    _lift_properties(shapes)
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    for result in results.subjects(RDF.type, SH.ValidationResult):
        yield _problem(graph, results, result)


def _lift_properties(shapes: Graph) -> None:
    """Give property shapes the targets of their node shape, which means the same.

    pySHACL validates the properties of a node shape node by node, but a property shape of its own in one go: three
    times as fast.
    """
    for shape, prop in list(shapes.subject_objects(SH.property)):
        for kind in _TARGETS:
            for target in list(shapes.objects(shape, kind)):
                shapes.add((prop, kind, target))
        shapes.remove((shape, SH.property, prop))


def claim_problems(graph: Graph) -> Iterator[Named]:
    """Yield stated triples without a claim and claims the graph does not state.

    The shapes StatedTripleHasClaim and ClaimIsStated say the same in SPARQL; as sets it takes a hundredth of the time.
    """
    parts = (
        graph.subject_objects(URIRef(ONTOLOGY + name)) for name in ("claimSubject", "claimPredicate", "claimObject")
    )
    subjects, predicates, objects = map(dict, parts)
    whole = subjects.keys() & predicates.keys() & objects.keys()
    claimed = {(subjects[claim], predicates[claim], objects[claim]): claim for claim in whole}
    properties = [URIRef(ONTOLOGY + name) for name in STATED]
    stated = {(subject, each, value) for each in properties for subject, value in graph.subject_objects(each)}
    for subject, predicate, value in stated - claimed.keys():
        yield described(graph, subject, f"{predicate} {value} is stated without a claim")
    for unsaid in claimed.keys() - stated:
        yield described(graph, claimed[unsaid], f"claims {' '.join(map(str, unsaid))}, which the graph does not state")


def _problem(graph: Graph, results: Graph, result: Node) -> Named:
    focus = results.value(result, SH.focusNode) or result
    value = results.value(result, SH.value)
    message = results.value(result, SH.resultMessage)
    if value is not None and str(focus).startswith(ONTOLOGY):  # a constraint over the whole graph
        return described(graph, value, str(message))
    found = f"; found {value.n3()}" if isinstance(value, URIRef | Literal) and value != focus else ""
    return described(graph, focus, f"{message}{found}")
