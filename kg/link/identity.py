"""The judgement: which terms are one entity, which signatures are one author.

Both functions map what stands in the digests to a cluster key: things with one key are one node. A better judgement
replaces these two functions (see `kg.link.link`); minting, merging and describing do not know how it was reached.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from kg.extract.lexicon import Lexicon
from kg.model import Extraction
from kg.text import fold

TermKey = tuple[str, str, str]
"""An arXiv id, the ISO date of a digest and the id of a term there."""

SignatureKey = tuple[str, str]
"""An arXiv id and a printed name."""

_LEXICON = "lexicon:"


class EntityJudgement(Protocol):
    """Decides which terms are one entity: the same key for the same thing."""

    def __call__(self, extractions: Sequence[Extraction], lexicon: Lexicon, /) -> Mapping[TermKey, str]:
        """Return the cluster key of every term; a known thing's is `lexicon_cluster` of its lexicon key."""


class AuthorJudgement(Protocol):
    """Decides which signatures are one author: the same key for the same person."""

    def __call__(self, extractions: Sequence[Extraction], /) -> Mapping[SignatureKey, str]:
        """Return the cluster key of every signature."""


def identify_entities(extractions: Sequence[Extraction], lexicon: Lexicon) -> dict[TermKey, str]:
    """Take terms for one entity where they are one lexicon record, else where their names fold to one key."""
    return {
        (extraction.entry.arxiv_id, extraction.entry.date, term.id): _cluster(term.name, term.lexicon_key, lexicon)
        for extraction in extractions
        for term in extraction.terms
    }


def identify_authors(extractions: Sequence[Extraction]) -> dict[SignatureKey, str]:
    """Take signatures for one author where their names fold to one key."""
    return {
        (extraction.entry.arxiv_id, signature.name): fold(signature.name) or signature.name
        for extraction in extractions
        for signature in extraction.entry.signatures
    }


def lexicon_cluster(key: str) -> str:
    """Return the cluster key of a lexicon record."""
    return _LEXICON + key


def _cluster(name: str, lexicon_key: str, lexicon: Lexicon) -> str:
    record = None if lexicon_key else lexicon.lookup(name)
    known = lexicon_key or (record.key if record and record.kind else "")
    return lexicon_cluster(known) if known else f"name:{fold(name) or name}"
