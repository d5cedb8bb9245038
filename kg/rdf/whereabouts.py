"""Which paper a node of the graph belongs to, so that a problem can be told in words."""

from collections.abc import Iterator
from typing import NamedTuple

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from kg.iri import ONTOLOGY
from kg.model import Role
from kg.rdf.terms import FABIO, OA, PROV, SCHEMA


def node(value: str) -> URIRef:
    """Return the rdflib node of an IRI."""
    return URIRef(value)


class Named(NamedTuple):
    """A problem: the paper concerned ("" where there is none), the node, and what is wrong with it."""

    paper: str
    node: str
    problem: str

    def __str__(self) -> str:
        return f"{self.paper or 'no paper'}: <{self.node}>: {self.problem}"


_TITLE = DCTERMS.title
_ARXIV_ID = node(f"{FABIO}hasArXivId")
_PAPER = node(f"{ONTOLOGY}Paper")
_ABOUT = node(f"{SCHEMA}about")
_FORWARD = (
    node(f"{ONTOLOGY}reportedIn"),
    node(f"{ONTOLOGY}claimSubject"),
    node(f"{PROV}wasDerivedFrom"),
    node(f"{OA}hasSource"),
    _ABOUT,
    node(f"{ONTOLOGY}member"),
)
_BACKWARD = (
    node(f"{OA}hasSelector"),
    node(f"{ONTOLOGY}inDigest"),
    DCTERMS.creator,
    *(node(ONTOLOGY + role.value) for role in Role),
    node(f"{ONTOLOGY}claimSubject"),
    node(f"{ONTOLOGY}claimObject"),
)
_STEPS = 4
_WIDEST = 50


def described(graph: Graph, where: Node, problem: str) -> Named:
    """Return a problem with the paper that its node belongs to."""
    return Named(paper_name(graph, where), str(where), problem)


def paper_name(graph: Graph, where: Node) -> str:
    """Return the arXiv id and title of the paper a node belongs to, the first in sorted order; "" if none is near."""
    nearby = {where}
    for _ in range(_STEPS):
        papers = sorted(str(each) for each in nearby if _is_paper(graph, each))
        if papers:
            return _name(graph, node(papers[0]))
        around = {each for one in nearby for each in _neighbours(graph, one)}
        nearby = set(sorted(around, key=str)[:_WIDEST])
    return ""


def _name(graph: Graph, paper: Node) -> str:
    title = min((str(each) for each in graph.objects(paper, _TITLE)), default="")
    arxiv_id = min((str(each) for each in graph.objects(paper, _ARXIV_ID)), default=str(paper))
    return f"paper {arxiv_id} ({title})" if title else f"paper {arxiv_id}"


def _is_paper(graph: Graph, where: Node) -> bool:
    return (where, RDF.type, _PAPER) in graph or (None, _ABOUT, where) in graph


def _neighbours(graph: Graph, where: Node) -> Iterator[Node]:
    for predicate in _FORWARD:
        yield from graph.objects(where, predicate)
    for predicate in _BACKWARD:
        yield from graph.subjects(predicate, where)
