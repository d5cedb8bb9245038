"""The evidence of a build held against itself and against the source files."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from kg.rdf.terms import OA
from kg.rdf.whereabouts import Named, described, node


class Quote(NamedTuple):
    """One target's selectors: the words, what stands around them, and where."""

    target: Node
    source: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def quote_problems(graph: Graph, sources: Mapping[str, str] | None) -> Iterator[Named]:
    """Yield what is wrong with quotations: lengths that contradict their words, words that are not in their file.

    `sources` maps a file's name, as the summaries give it, to its text; None checks the lengths only.
    """
    for quote in _quotes(graph):
        for problem in _length_problems(quote) if sources is None else _source_problems(quote, sources):
            yield described(graph, quote.target, problem)


def _quotes(graph: Graph) -> Iterator[Quote]:
    """Yield the complete quotations, sorted; the shapes report the others."""
    for target in sorted(graph.subjects(RDF.type, node(f"{OA}SpecificResource")), key=str):
        summary = graph.value(target, node(f"{OA}hasSource"))
        parts = [_part(graph, target, name) for name in ("exact", "prefix", "suffix", "start", "end")]
        source = graph.value(summary, DCTERMS.source) if summary is not None else None
        if source is None or None in parts:
            continue
        exact, prefix, suffix, start, end = map(str, parts)
        if start.isdecimal() and end.isdecimal():
            yield Quote(target, str(source), exact, prefix, suffix, int(start), int(end))


def _part(graph: Graph, target: Node, name: str) -> Node | None:
    selectors = sorted(graph.objects(target, node(f"{OA}hasSelector")), key=str)
    values = (graph.value(selector, node(OA + name)) for selector in selectors)
    return next((value for value in values if value is not None), None)


def _length_problems(quote: Quote) -> Iterator[str]:
    if quote.end - quote.start != len(quote.exact):
        yield (
            f"the quotation {quote.exact[:60]!r} has {len(quote.exact)} characters, "
            f"its position {quote.start}–{quote.end} has {quote.end - quote.start}"
        )


def _source_problems(quote: Quote, sources: Mapping[str, str]) -> Iterator[str]:
    raw = sources.get(quote.source)
    if raw is None:
        yield f"the source file {quote.source!r} is missing"
    elif raw[quote.start : quote.end] != quote.exact:
        found = raw[quote.start : quote.end][:60]
        yield f"{quote.source} has {found!r} at {quote.start}–{quote.end}, the quotation is {quote.exact[:60]!r}"
    elif not raw[: quote.start].endswith(quote.prefix) or not raw[quote.end :].startswith(quote.suffix):
        yield f"the words around {quote.exact[:60]!r} are not those of {quote.source} at {quote.start}–{quote.end}"
