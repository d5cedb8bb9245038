"""RDF terms as strings in canonical N-Triples form: light enough to stream millions of them.

A term is `<iri>`, `"text"`, `"text"@en` or `"1"^^<datatype>`; a triple is three terms. There are no blank nodes.
"""

import re
from typing import NamedTuple

from kg.errors import ExportError
from kg.iri import ONTOLOGY

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
FABIO = "http://purl.org/spar/fabio/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"

PREFIXES = {
    "dcterms": DCTERMS,
    "fabio": FABIO,
    "foaf": FOAF,
    "kg": ONTOLOGY,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}
ROOMS = (
    *("activity", "agent", "author", "claim", "coauthorship", "couse", "digest"),
    *("entity", "paper", "result", "selector", "summary", "target"),
)
"""The rooms of a build's IRIs, each of which gets a prefix of its own."""


class Triple(NamedTuple):
    """Subject, predicate and object, each a term."""

    subject: str
    predicate: str
    object: str


def prefixes_of(base: str) -> dict[str, str]:
    """Return the prefixes of a build: the vocabularies and one for each room below its base.

    >>> prefixes_of("https://example.org/")["paper"]
    'https://example.org/paper/'
    """
    return PREFIXES | {room: f"{base}{room}/" for room in ROOMS}


# RDF 1.2 N-Triples, section 5 (canonical form): seven characters have a name, other controls and what XML 1.1
# cannot hold are written as \uXXXX, everything else as itself.
_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_NUMBERED = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)}
_ESCAPES = str.maketrans(_NUMBERED | _NAMED)
_UNSAFE = re.compile(r"[\x00-\x1f\"\\\x7f\ufffe\uffff\ud800-\udfff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def iri(value: str) -> str:
    """Return the term of an IRI that `kg.iri` or a constant vouches for."""
    return f"<{value}>"


def text(value: str, *, about: str) -> str:
    """Return a plain literal (xsd:string).

    Raises:
        ExportError: for a lone surrogate, naming the node it is about.
    """
    return f'"{_escaped(value, about)}"'


def tagged(value: str, language: str, *, about: str) -> str:
    """Return a literal with a language tag."""
    return f'"{_escaped(value, about)}"@{language}'


def typed(value: str, datatype: str) -> str:
    """Return a literal of an XSD datatype, its lexical form made by us and so safe.

    >>> typed("12", "integer")
    '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return f'"{value}"^^<{XSD}{datatype}>'


def decimal(value: str, *, about: str) -> str:
    """Return an xsd:decimal without a plus or leading zeros; zeros at the end stay, for they were measured.

    >>> decimal("+.50", about="result")
    '"0.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'

    Raises:
        ExportError: where the text is no decimal, naming the node it is about.
    """
    if not is_decimal(value):
        raise ExportError(f"{about}: {value!r} is no decimal number; give digits with at most one point")
    whole, point, fraction = value.lstrip("+-").partition(".")
    digits = f"{whole.lstrip('0') or '0'}{point if fraction else ''}{fraction}"
    return typed(f"{'-' if value[0] == '-' else ''}{digits}", "decimal")


def is_decimal(value: str) -> bool:
    """Tell whether a text is in the lexical space of xsd:decimal.

    >>> is_decimal("39.27"), is_decimal("4-15"), is_decimal("٣")
    (True, False, False)
    """
    return value.isascii() and _DECIMAL.fullmatch(value) is not None


def language_of(value: str) -> str:
    """Return "ko" for a text with Hangul in it, else "en".

    >>> language_of("확산 모델"), language_of("diffusion model")
    ('ko', 'en')
    """
    return "ko" if _HANGUL.search(value) else "en"


def _escaped(value: str, about: str) -> str:
    if not _UNSAFE.search(value):
        return value
    if surrogate := _SURROGATE.search(value):
        raise ExportError(
            f"{about}: a lone surrogate (U+{ord(surrogate.group()):04X}) at character {surrogate.start()} of "
            f"{value[:60]!a} cannot be written as UTF-8; mend the text in the digest"
        )
    return value.translate(_ESCAPES)
