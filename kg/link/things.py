"""Which terms are one entity."""

from collections.abc import Sequence

from kg.extract.lexicon import Lexicon
from kg.link.identity import Identity, TermKey, lexicon_cluster
from kg.model import Extraction
from kg.text import fold


def identify_entities(extractions: Sequence[Extraction], lexicon: Lexicon) -> Identity[TermKey]:
    """Take terms for one entity where they are one lexicon record, else where their names fold to one key."""
    return Identity(
        {
            (extraction.entry.arxiv_id, extraction.entry.date, term.id): _cluster(term.name, term.lexicon_key, lexicon)
            for extraction in extractions
            for term in extraction.terms
        }
    )


def _cluster(name: str, lexicon_key: str, lexicon: Lexicon) -> str:
    record = None if lexicon_key else lexicon.lookup(name)
    known = lexicon_key or (record.key if record and record.kind else "")
    return lexicon_cluster(known) if known else f"name:{fold(name) or name}"
