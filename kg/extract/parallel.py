"""The same extraction over several processes: documents go out, extractions come back in the same order."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from spacy.language import Language

from kg.extract import create_pipeline, extract_documents
from kg.model import Document, Extraction

LEAST_ENTRIES = 150  # below, starting processes costs more than it saves


def extract_by_document(
    documents: Sequence[Document], *, workers: int = 1
) -> Iterator[tuple[Document, tuple[Extraction, ...]]]:
    """Yield each document with what its entries say, in the order given, by so many processes.

    The result does not depend on the number of workers; few documents are done by one.
    """
    if workers <= 1 or sum(len(document.entries) for document in documents) < LEAST_ENTRIES:
        yield from zip(documents, map(_extract, documents), strict=True)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from zip(documents, pool.map(_extract, documents), strict=True)


def _extract(document: Document) -> tuple[Extraction, ...]:
    return tuple(extract_documents([document], _pipeline()))


@cache
def _pipeline() -> Language:
    """Return the pipeline of this process."""
    return create_pipeline()
