"""Which signatures are one author."""

from collections.abc import Sequence

from kg.link.identity import Identity, SignatureKey
from kg.model import Extraction
from kg.text import fold


def identify_authors(extractions: Sequence[Extraction]) -> Identity[SignatureKey]:
    """Take signatures for one author where their names fold to one key."""
    return Identity(
        {
            (extraction.entry.arxiv_id, signature.name): fold(signature.name) or signature.name
            for extraction in extractions
            for signature in extraction.entry.signatures
        }
    )
