"""Sorted Turtle and N-Triples: the same triples in any order give the same bytes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from kg.rdf.terms import PREFIXES, RDF, XSD, Triple

# Turtle 1.1, section 6.5: PN_LOCAL without the characters that would need an escape.
_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_SHORTHAND = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?\d*\.\d+"),
    f"{XSD}boolean": re.compile("true|false"),
}
_TYPE = f"<{RDF}type>"
_SUBJECTS_PER_CHUNK = 2000


class Stream(Protocol):
    """What Turtle can be written to."""

    def write(self, text: str, /) -> object:
        """Take one more piece of text."""


def write_turtle(triples: Iterable[Triple], stream: Stream, *, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write triples as Turtle: sorted by subject, `a` first, then by predicate and object."""
    for chunk in turtle(triples, prefixes=prefixes):
        stream.write(chunk)


def turtle(triples: Iterable[Triple], *, prefixes: Mapping[str, str] = PREFIXES) -> Iterator[str]:
    """Yield the text that `write_turtle` writes, in pieces of a few hundred kilobytes."""
    names = _Names(prefixes)
    subjects: defaultdict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in triples:  # a literal without a datatype is the same in Turtle
        verb = "a" if predicate == _TYPE else names[predicate]
        subjects[subject].append(f"{verb} {names[value] if value[-1] == '>' else value}")
    yield "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(prefixes.items()))
    order = sorted(subjects)
    for first in range(0, len(order), _SUBJECTS_PER_CHUNK):
        yield "".join(_block(names[each], subjects[each]) for each in order[first : first + _SUBJECTS_PER_CHUNK])


def ntriples(triples: Iterable[Triple], *, graph: str = "") -> Iterator[str]:
    """Yield sorted N-Triples lines, each triple once; N-Quads lines where a graph IRI is given."""
    end = f" <{graph}> .\n" if graph else " .\n"
    for subject, predicate, value in sorted(set(triples)):
        yield f"{subject} {predicate} {value}{end}"


def write_ntriples(triples: Iterable[Triple], stream: Stream, *, graph: str = "") -> None:
    """Write sorted N-Triples, or N-Quads of one graph."""
    for line in ntriples(triples, graph=graph):
        stream.write(line)


class _Names(dict[str, str]):
    """Terms in N-Triples form → the same in Turtle, for IRIs and typed literals, each worked out once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}

    def __missing__(self, term: str) -> str:
        short = self[term] = self._short(term) if term[0] == "<" else self._literal(term)
        return short

    def _short(self, term: str) -> str:
        value = term[1:-1]
        cut = max(value.rfind("/"), value.rfind("#"), value.rfind(":")) + 1
        prefix = self.prefixes.get(value[:cut])
        plain = prefix is not None and _PLAIN_LOCAL.fullmatch(value, cut)
        return f"{prefix}:{value[cut:]}" if plain else term

    def _literal(self, term: str) -> str:
        quote = term.rindex('"')
        quoted, datatype = term[: quote + 1], term[quote + 4 : -1]
        form = _SHORTHAND.get(datatype)
        if form and form.fullmatch(quoted, 1, len(quoted) - 1):
            return quoted[1:-1]
        return f"{quoted}^^{self[f'<{datatype}>']}"


def _block(subject: str, lines: list[str]) -> str:
    """Return the triples of one subject from lines of predicate and object, which sort like pairs of them."""
    ordered = sorted(set(lines))
    if ordered[0][0] == "<":  # a predicate without a prefix would come before `a`
        ordered.sort(key=lambda line: (not line.startswith("a "), line))
    parts = [f"\n{subject} {ordered[0]}"]
    previous = ordered[0].partition(" ")[0]
    for line in ordered[1:]:
        predicate, _, value = line.partition(" ")
        parts.append(f", {value}" if predicate == previous else f" ;\n    {line}")
        previous = predicate
    return f"{''.join(parts)} .\n"
