"""Turtle read back by two parsers that are not ours: pyoxigraph judges, rdflib has to agree."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Graph, Literal
from rdflib.term import Node

Row = tuple[str, str, str, str]
"""Subject, predicate, object and, for a literal, its language or datatype: what two parsers must agree on."""

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """Files as read: how many triples each holds, one rdflib graph of them all, and what is wrong with them."""

    triples: dict[str, int]
    graph: Graph
    problems: tuple[str, ...]


def read_files(files: Mapping[str, str]) -> Reading:
    """Read Turtle texts (name → text) twice; a syntax error is a problem with `name:line`, never an exception."""
    graph = Graph(bind_namespaces="none")
    rows: dict[str, set[Row]] = {}
    problems: list[str] = []
    for name in sorted(files):
        rows[name], found = _read_with_oxigraph(name, files[name])
        problems += found or _read_with_rdflib(name, files[name], graph)
    if not problems:
        problems.extend(_differences(set().union(*rows.values()), {_rdflib_row(*triple) for triple in graph}))
    return Reading({name: len(found) for name, found in rows.items()}, graph, tuple(problems))


def _read_with_oxigraph(name: str, text: str) -> tuple[set[Row], list[str]]:
    try:
        triples = [quad.triple for quad in ox.parse(input=text, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        return set(), [f"{name}:{error.lineno}: {error.msg}"]
    rows = {_oxigraph_row(triple) for triple in triples}
    blank = sum(isinstance(node, ox.BlankNode) for triple in triples for node in (triple.subject, triple.object))
    return rows, [f"{name}: {blank} blank nodes; every node of an export has an IRI"] if blank else []


def _read_with_rdflib(name: str, text: str, graph: Graph) -> list[str]:
    try:
        with _silent("rdflib.term"):
            graph.parse(data=text, format="turtle")
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lines", 0) + 1
        return [f"{name}:{line}: rdflib cannot read what pyoxigraph can ({type(error).__name__})"]
    return []


@contextmanager
def _silent(logger: str) -> Iterator[None]:
    """Keep rdflib from logging a traceback for each ill-typed literal; the shapes report them."""
    target = logging.getLogger(logger)
    level = target.level
    target.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        target.setLevel(level)


def _differences(ours: set[Row], theirs: set[Row]) -> Iterator[str]:
    for who, only in (("pyoxigraph", ours - theirs), ("rdflib", theirs - ours)):
        if only:
            shown = "; ".join(" ".join(row).strip() for row in sorted(only)[:_SHOWN])
            yield f"{len(only)} triples that only {who} reads: {shown}"


def _oxigraph_row(triple: ox.Triple) -> Row:
    value = triple.object
    if isinstance(value, ox.Literal):
        return *_ends(triple), value.value, value.language or value.datatype.value
    return *_ends(triple), str(value), ""


def _ends(triple: ox.Triple) -> tuple[str, str]:
    return str(triple.subject), triple.predicate.value


def _rdflib_row(subject: Node, predicate: Node, value: Node) -> Row:
    if isinstance(value, Literal):
        kind = value.language.lower() if value.language else str(value.datatype or _STRING)
        return f"<{subject}>", str(predicate), str(value), kind
    return f"<{subject}>", str(predicate), f"<{value}>", ""


_STRING = "http://www.w3.org/2001/XMLSchema#string"
